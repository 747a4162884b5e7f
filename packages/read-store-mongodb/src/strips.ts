import type { Document } from 'mongodb'
import type { Demand, Value } from '@deskledger/read-store'
import type { Edge, Ordered } from './covering.ts'
import { equals, partsOf } from './filters.ts'
import { fieldOf } from './names.ts'

type Kind = 'null' | 'number' | 'text'

const kindOf = (value: Value): Kind => (value === null ? 'null' : typeof value === 'number' ? 'number' : 'text')

const kindsIn = (demand: Demand): readonly Kind[] => {
  if (demand.kind === 'in') return demand.values.map(kindOf)
  const { lower, upper } = demand
  const numbers = typeof lower?.value === 'string' ? [] : (['number'] as const)
  const texts = typeof upper?.value === 'number' ? [] : (['text'] as const)
  return [...numbers, ...texts]
}

interface Part {
  readonly kind: Kind
  readonly filter: Document
}

const partOf = (filter: Document, kind: Kind): Part => ({ kind, filter })

/** What comes after a value in one field, in order; each part is one piece of an index. */
const partsBeyond = (path: string, value: Value, descending: boolean): readonly Part[] => {
  const bound = value === null ? undefined : { value, inclusive: false }
  if (!descending) {
    const parts = partsOf(path, { lower: bound })
    return parts.map((filter, at) => partOf(filter, at === parts.length - 1 ? 'text' : 'number'))
  }
  if (bound === undefined) return []
  const parts = partsOf(path, { upper: bound }).map((filter, at) => partOf(filter, at === 0 ? 'number' : 'text'))
  return [...parts.reverse(), partOf(equals(path, null), 'null')]
}

const beyond = ({ path, descending }: Ordered, value: Value, where: readonly Demand[]): readonly Document[] => {
  if (path === undefined) return [{ _id: { [descending ? '$lt' : '$gt']: value } }]
  const kinds = where.filter((demand) => demand.path === path).map(kindsIn)
  return partsBeyond(path, value, descending)
    .filter(({ kind }) => kinds.every((allowed) => allowed.includes(kind)))
    .map(({ filter }) => filter)
}

/** These fields at these values. */
export const heldAt = (criteria: readonly Ordered[], edge: Edge): readonly Document[] =>
  criteria.map(({ path }, at) => (path === undefined ? { _id: edge[at] } : equals(path, edge[at] ?? null)))

/**
 * All that comes after the edge, as strips that follow each other in the order: first what differs from the edge in the
 * last field only. Each is one piece of an index in that order, so that no page reads more the deeper it is.
 */
export const stripsAfter = (
  criteria: readonly Ordered[],
  edge: Edge | undefined,
  where: readonly Demand[],
): readonly (readonly Document[])[] =>
  edge === undefined
    ? [[]]
    : criteria
        .slice(0, edge.length)
        .map((criterion, at) => {
          const equal = heldAt(criteria.slice(0, at), edge)
          return beyond(criterion, edge[at] ?? null, where).map((filter) => [...equal, filter])
        })
        .reverse()
        .flat()

/** The order, as MongoDB takes it. */
export const sortOf = (criteria: readonly Ordered[]): [string, 1 | -1][] =>
  criteria.map(({ path, descending }) => [path === undefined ? '_id' : fieldOf(path), descending ? -1 : 1])
