import type * as t from 'io-ts'

/** What the walker reads of a codec; io-ts marks its codecs by `_tag`. */
interface Shape {
  readonly _tag?: string
  readonly name: string
  readonly type?: Shape
  readonly codomain?: Shape
  readonly props?: Readonly<Record<string, Shape>>
  readonly types?: readonly Shape[]
  readonly keys?: object
  readonly value?: unknown
}

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>

/** What is said of a member, by its path: `file.delimiter`. */
export type Descriptions = Readonly<Record<string, string>>

const isOptional = (shape: Shape): boolean => shape._tag === 'PartialType'

/** The parts of an object codec: what must be there, what may. */
const partsOf = (shape: Shape): readonly Shape[] => {
  if (shape._tag === 'ExactType') return shape.type ? partsOf(shape.type) : []
  if (shape._tag === 'IntersectionType') return (shape.types ?? []).flatMap(partsOf)
  return shape._tag === 'InterfaceType' || isOptional(shape) ? [shape] : []
}

/** What is said of codecs that say more than their structure does, by their names. */
export type SchemaWords = Readonly<Record<string, Schema>>

const usual: SchemaWords = {
  Title: { type: 'string', minLength: 1, maxLength: 200 },
  PersonId: { type: 'string', minLength: 1, maxLength: 200 },
}

class UnknownCodec extends Error {}

const walker = (descriptions: Descriptions, words: SchemaWords) => {
  const objectOf = (parts: readonly Shape[], path: string): Schema => {
    const members = parts.flatMap((part) => Object.entries(part.props ?? {}))
    const required = parts.filter((part) => !isOptional(part)).flatMap((part) => Object.keys(part.props ?? {}))
    const properties = Object.fromEntries(
      members.map(([name, shape]) => [name, schemaOf(shape, path === '' ? name : `${path}.${name}`)]),
    )
    return { type: 'object', properties, ...(required.length > 0 ? { required } : {}), additionalProperties: false }
  }
  const kinds: Readonly<Record<string, (shape: Shape, path: string) => Schema>> = {
    StringType: () => ({ type: 'string' }),
    NumberType: () => ({ type: 'number' }),
    BooleanType: () => ({ type: 'boolean' }),
    NullType: () => ({ type: 'null' }),
    LiteralType: ({ value }) => ({ const: value }),
    KeyofType: ({ keys }) => ({ enum: Object.keys(keys ?? {}) }),
    RefinementType: ({ name }) => words[name] ?? { type: 'string', title: name },
    UnionType: ({ types = [] }, path) => ({ anyOf: types.map((type) => schemaOf(type, path, false)) }),
    ReadonlyArrayType: ({ type }, path) => ({ type: 'array', items: type ? schemaOf(type, `${path}[]`) : true }),
    DictionaryType: ({ codomain }, path) => ({
      type: 'object',
      additionalProperties: codomain ? schemaOf(codomain, `${path}.*`) : true,
    }),
  }
  const plain = (shape: Shape, path: string): Schema => {
    const parts = partsOf(shape)
    if (parts.length > 0) return objectOf(parts, path)
    const kind = kinds[shape._tag ?? '']
    if (!kind) throw new UnknownCodec(`no JSON Schema is known for ${shape.name} at ${path}`)
    return kind(shape, path)
  }
  const schemaOf = (shape: Shape, path: string, described = true): Schema => {
    const description = described ? descriptions[path] : undefined
    return description === undefined ? plain(shape, path) : { description, ...plain(shape, path) }
  }
  return schemaOf
}

/**
 * The JSON Schema of a codec.
 * @errors  throws on a codec it does not know: a schema that says less than the codec would mislead
 * @source  JSON Schema 2020-12
 */
export const jsonSchema = (
  codec: t.Mixed,
  about: {
    readonly id: string
    readonly title: string
    readonly descriptions: Descriptions
    readonly words?: SchemaWords
  },
): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: about.id,
  title: about.title,
  ...walker(about.descriptions, { ...usual, ...about.words })(codec, ''),
})
