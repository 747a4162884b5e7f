import type { Json } from '@deskledger/kernel'
import type { Chance } from '@deskledger/testing'
import type { JsonSchema } from '../json-schema.ts'
import type { ParameterObject } from '../open-api.ts'
import { often } from './chance.ts'
import { parametersIn, type Route } from './routes.ts'
import { NOTHING, type FuzzRequest } from './traffic.ts'
import { resolved, valueOf, type Source } from './values.ts'

type Pairs = readonly (readonly [string, string])[]

/** A request that is not put into bytes yet. */
export interface Draft {
  readonly route: Route
  readonly inPath: Pairs
  readonly query: Pairs
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json | undefined
}

/** The schema of what an operation is sent, and its media type; undefined: nothing is sent, or no JSON. */
export const bodyOf = ({
  operation,
}: Route): { readonly mediaType: string; readonly schema: JsonSchema } | undefined => {
  const json = Object.entries(operation.requestBody?.content ?? {}).find(([mediaType]) => mediaType.includes('json'))
  return json && { mediaType: json[0], schema: json[1].schema }
}

const textsOf = (value: Json): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((one: Json) => textsOf(one))
  if (value === null) return []
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)]
}

const drawn = ({ name, schema }: ParameterObject, source: Source, random: Chance): Pairs => {
  const known = Object.hasOwn(source.known, name) ? { ...schema, enum: source.known[name] ?? [] } : schema
  return textsOf(valueOf(often(random, 80) ? known : schema, source, random)).map((text) => [name, text] as const)
}

const chosen = (route: Route, place: ParameterObject['in'], random: Chance): readonly ParameterObject[] =>
  parametersIn(route.operation, place).filter(({ required }) => required === true || often(random, 30))

/** What may stand in a header, and reads the same at the other end. */
export const isHeaderText = (text: string): boolean => /^[!-~](?:[ -~]*[!-~])?$/.test(text)

const TRIES = 8

const headerPair = (parameter: ParameterObject, source: Source, random: Chance): Pairs => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const [pair] = drawn(parameter, source, random)
    if (pair && isHeaderText(pair[1])) return [pair]
  }
  const [sample] = resolved(parameter.schema, source).examples ?? []
  return typeof sample === 'string' ? [[parameter.name, sample]] : []
}

/** A request that the document allows. */
export const draftOf = (route: Route, source: Source, random: Chance): Draft => {
  const body = bodyOf(route)
  return {
    route,
    inPath: chosen(route, 'path', random).flatMap((one) => drawn(one, source, random).slice(0, 1)),
    query: chosen(route, 'query', random).flatMap((one) => drawn(one, source, random)),
    headers: Object.fromEntries(chosen(route, 'header', random).flatMap((one) => headerPair(one, source, random))),
    body: body && valueOf(body.schema, source, random),
  }
}

/** What goes with every request of a run, such as who asks. */
export type Always = Readonly<Record<string, string>>

const filled = ({ route, inPath }: Draft): string =>
  inPath.reduce((path, [name, text]) => path.replace(`{${name}}`, () => encodeURIComponent(text)), route.path)

const asked = (pairs: Pairs): string =>
  pairs.map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`).join('&')

/** A draft in bytes. */
export const written = (draft: Draft, always: Always): Pick<FuzzRequest, 'method' | 'path' | 'headers' | 'body'> => {
  const body = bodyOf(draft.route)
  const query = asked(draft.query)
  const sent = body === undefined || draft.body === undefined ? undefined : Buffer.from(JSON.stringify(draft.body))
  return {
    method: draft.route.method,
    path: query === '' ? filled(draft) : `${filled(draft)}?${query}`,
    headers: { ...always, ...draft.headers, ...(body && sent ? { 'content-type': body.mediaType } : {}) },
    body: sent ?? NOTHING,
  }
}
