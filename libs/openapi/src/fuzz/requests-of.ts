import { chance, type Chance } from '@deskledger/testing'
import type { OpenApi } from '../open-api.ts'
import { isAllowed } from './allowed.ts'
import { anyOf } from './chance.ts'
import { draftOf, written, type Always } from './draft.ts'
import { hostile } from './hostile.ts'
import { nearly } from './near.ts'
import { routesOf, type Route } from './routes.ts'
import type { FuzzRequest } from './traffic.ts'
import { validatorOf } from './validating.ts'
import type { Known, Source } from './values.ts'

export interface FuzzOptions {
  /** the same seed, the same requests */
  readonly seed: number
  /** values that exist there, by the name of their schema or parameter */
  readonly known?: Known
  /** headers of every request, such as `authorization`; names in small letters */
  readonly headers?: Always
  /** operations that are asked, by their id; left out: all */
  readonly only?: readonly string[]
}

interface Stream {
  readonly routes: readonly Route[]
  readonly source: Source
  readonly always: Always
}

const VALID = 45
const NEAR = 80

const next = (route: Route, { routes, source, always }: Stream, random: Chance): FuzzRequest => {
  const draft = draftOf(route, source, random)
  const kind = random() * 100
  if (kind < VALID)
    return { kind: 'valid', ...written(draft, always), why: 'what the document allows', forbidden: false }
  if (kind >= NEAR) return hostile({ draft, source, always, routes }, random)
  const { draft: broken, why } = nearly(draft, random)
  return { kind: 'near', ...written(broken, always), why, forbidden: !isAllowed(broken, source) }
}

/**
 * Requests without end for the operations of a document: ones that it allows, ones with a thing wrong, and ones that mean
 * harm. The same document and options give the same requests.
 * @example for (const request of requestsOf(document, { seed: 7, known: { IncidentId: ['INC0000001'] } })) …
 */
export const requestsOf = function* (document: OpenApi, options: FuzzOptions): Generator<FuzzRequest, never> {
  const { seed, known = {}, headers = {}, only } = options
  const random = chance(seed)
  const routes = routesOf(document)
  const asked = routes.filter(({ operation }) => only?.includes(operation.operationId) ?? true)
  const source = { components: document.components, known, validate: validatorOf(document) }
  for (;;) {
    const route = anyOf(random, asked)
    if (route === undefined) throw new Error('No operation of the document is to be asked: name ids that it has.')
    yield next(route, { routes, source, always: headers }, random)
  }
}
