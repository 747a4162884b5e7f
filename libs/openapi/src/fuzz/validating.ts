import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import type { JsonSchema } from '../json-schema.ts'

/** Schemas that others refer to by `#/components/schemas/…`. */
export interface Referred {
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}

/** What is wrong with a value, the first thing found, with its place; empty: the schema holds. */
export type Validate = (schema: JsonSchema, value: unknown) => readonly string[]

const ROOT = 'document'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A part of a document that stands alone: what it refers to is in the document still. */
const standingAlone = (part: unknown): unknown => {
  if (Array.isArray(part)) return part.map(standingAlone)
  if (!isRecord(part)) return part
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) =>
      key === '$ref' && typeof value === 'string' && value.startsWith('#')
        ? [key, `${ROOT}${value}`]
        : [key, standingAlone(value)],
    ),
  )
}

const shown = ({ instancePath, message = 'is wrong', params }: ErrorObject): string =>
  `${instancePath === '' ? 'the whole' : instancePath} ${message} ${JSON.stringify(params)}`

/**
 * Validates by JSON Schema 2020-12, formats included, against schemas of a document.
 * @source  JSON Schema: A Media Type for Describing JSON Documents, draft 2020-12, as ajv has it
 */
export const validatorOf = (document: Referred): Validate => {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, formats: fullFormats })
  ajv.addSchema(document, ROOT)
  const compiled = new WeakMap<JsonSchema, ValidateFunction>()
  const compile = (schema: JsonSchema): ValidateFunction => {
    const alone = standingAlone(schema)
    const made = compiled.get(schema) ?? ajv.compile(isRecord(alone) ? alone : {})
    compiled.set(schema, made)
    return made
  }
  return (schema, value) => {
    const validate = compile(schema)
    return validate(value) ? [] : (validate.errors ?? []).map(shown)
  }
}
