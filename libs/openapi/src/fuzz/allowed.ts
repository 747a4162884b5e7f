import type { JsonSchema } from '../json-schema.ts'
import { bodyOf, type Draft } from './draft.ts'
import { parametersIn } from './routes.ts'
import { resolved, type Source } from './values.ts'

const read = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** What a parameter may be read as: a text, the number or truth that it spells, or a list of one. */
const readings = (texts: readonly string[]): readonly unknown[] => [
  ...texts.flatMap((text) => [text, read(text)]),
  texts,
  texts.map(read),
]

const fits = (schema: JsonSchema, texts: readonly string[], source: Source): boolean =>
  readings(texts).some((value) => source.validate(schema, value).length === 0)

const sentFor = ({
  inPath,
  query,
  headers,
}: Draft): Readonly<Record<'path' | 'query' | 'header', ReadonlyMap<string, readonly string[]>>> => {
  const gathered = (pairs: readonly (readonly [string, string])[]) =>
    new Map(pairs.map(([name]) => [name, pairs.filter(([one]) => one === name).map(([, text]) => text)] as const))
  return { path: gathered(inPath), query: gathered(query), header: gathered(Object.entries(headers)) }
}

const parametersAllowed = (draft: Draft, source: Source): boolean => {
  const sent = sentFor(draft)
  return (['path', 'query', 'header'] as const).every((place) =>
    parametersIn(draft.route.operation, place).every(({ name, required, schema }) => {
      const texts = sent[place].get(name)
      return texts === undefined ? required !== true : fits(resolved(schema, source), texts, source)
    }),
  )
}

/** Whether a document allows a request, as far as its schemas say. */
export const isAllowed = (draft: Draft, source: Source): boolean => {
  const body = bodyOf(draft.route)
  const needed = draft.route.operation.requestBody?.required === true
  if (body && draft.body === undefined && needed) return false
  const rightBody =
    body === undefined || draft.body === undefined || source.validate(body.schema, draft.body).length === 0
  return rightBody && parametersAllowed(draft, source)
}
