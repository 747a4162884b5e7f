import type { Document } from 'mongodb'
import { compareValues, type Demand, type Value } from '@deskledger/read-store'
import type { Edge, Ordered, Route } from './covering.ts'
import { allOf } from './filters.ts'
import { batches, collected, type Looking } from './reading.ts'
import { documentOf, valueReader, type Stored } from './stored.ts'
import { heldAt, sortOf, stripsAfter } from './strips.ts'

/** A walk along an index. */
export interface Walk extends Route {
  readonly looking: Looking
  readonly filters: readonly Document[]
  /** what `filters` ask for */
  readonly where: readonly Demand[]
  /** documents that are enough; undefined: all */
  readonly most: number | undefined
}

/** Counts what was given, where so much is enough. */
const quotaOf = (most: number | undefined) => {
  let left = most
  return {
    left: (): number | undefined => left,
    isMet: (): boolean => left !== undefined && left <= 0,
    through: async function* (source: Iterable<readonly Stored[]> | AsyncIterable<readonly Stored[]>) {
      for await (const batch of source) {
        yield batch
        if (left !== undefined) left -= batch.length
      }
    },
  }
}

/** An index runs in one direction: this reads orders that do so too. */
async function* straight(walk: Walk): AsyncGenerator<readonly Stored[]> {
  const { looking, criteria, edge, filters, where, index } = walk
  const quota = quotaOf(walk.most)
  for (const strip of stripsAfter(criteria, edge, where)) {
    if (quota.isMet()) return
    const filter = allOf([...filters, ...strip])
    yield* quota.through(batches(looking, { filter, sort: sortOf(criteria), index, most: quota.left() }))
  }
}

const valuesOf = (criteria: readonly Ordered[]): ((stored: Stored) => readonly Value[]) => {
  const readers = criteria.map(({ path }) => (path === undefined ? undefined : valueReader(path)))
  return (stored) => {
    const document = documentOf(stored) ?? {}
    return readers.map((read) => (read === undefined ? stored._id : read(document)))
  }
}

const inOrder = (criteria: readonly Ordered[]) => {
  const values = valuesOf(criteria)
  const compare = (a: readonly Value[], b: readonly Value[]): number => {
    for (const [at, { descending }] of criteria.entries()) {
      const order = compareValues(a[at] ?? null, b[at] ?? null)
      if (order !== 0) return descending ? -order : order
    }
    return 0
  }
  return (stored: readonly Stored[]): readonly Stored[] =>
    stored
      .map((one) => ({ one, values: values(one) }))
      .sort((a, b) => compare(a.values, b.values))
      .map(({ one }) => one)
}

/** Fields from the first on that have its direction. */
const firstRun = (criteria: readonly Ordered[]): readonly Ordered[] => {
  const end = criteria.findIndex(({ descending }) => descending !== criteria[0]?.descending)
  return end < 0 ? criteria : criteria.slice(0, end)
}

interface Group {
  readonly values: Edge
  readonly stored: readonly Stored[]
}

const isSame = (a: Edge, b: Edge): boolean => a.every((value, at) => compareValues(value, b[at] ?? null) === 0)

/** Neighbours that are equal in these fields. */
const groupsOf = (criteria: readonly Ordered[], stored: readonly Stored[]): readonly Group[] => {
  const valuesIn = valuesOf(criteria)
  const groups: { readonly values: Edge; readonly stored: Stored[] }[] = []
  for (const one of stored) {
    const values = valuesIn(one)
    const last = groups.at(-1)
    if (last !== undefined && isSame(last.values, values)) last.stored.push(one)
    else groups.push({ values, stored: [one] })
  }
  return groups
}

/** Documents looked at together where all are wanted. */
const AHEAD = 1_000

interface Ahead {
  /** groups that were read whole, each in order */
  readonly closed: readonly (readonly Stored[])[]
  /** the leading values of a group that goes on */
  readonly open: Edge | undefined
}

/** The next groups, as the index gives them in the direction of the leading fields. */
const lookAhead = async (walk: Walk, run: readonly Ordered[]): Promise<Ahead> => {
  const criteria = walk.criteria.map((criterion) => ({ ...criterion, descending: run[0]?.descending ?? false }))
  const most = (walk.most ?? AHEAD) + 1
  const ahead = await collected(straight({ ...walk, criteria, most }))
  const groups = groupsOf(run, ahead)
  const open = ahead.length < most ? undefined : groups.at(-1)?.values
  const sort = inOrder(walk.criteria.slice(run.length))
  return { closed: groups.slice(0, open === undefined ? undefined : -1).map(({ stored }) => sort(stored)), open }
}

/**
 * Documents in an order of several directions: those that are equal in the leading fields, up to the first change of
 * direction, form a group. The index gives group after group in its own direction; what was read whole is sorted here,
 * and a group too large for that is walked by itself.
 */
async function* winding(walk: Walk, run: readonly Ordered[]): AsyncGenerator<readonly Stored[]> {
  const quota = quotaOf(walk.most)
  const inGroup = (values: Edge, edge: Edge | undefined): AsyncGenerator<readonly Stored[]> => {
    const filters = [...walk.filters, ...heldAt(run, values)]
    return along({ ...walk, filters, criteria: walk.criteria.slice(run.length), edge, most: quota.left() })
  }
  let edge: Edge | undefined = walk.edge?.slice(0, run.length)
  if (walk.edge !== undefined && edge !== undefined && walk.edge.length > run.length)
    yield* quota.through(inGroup(edge, walk.edge.slice(run.length)))
  while (!quota.isMet()) {
    const { closed, open } = await lookAhead({ ...walk, edge, most: quota.left() }, run)
    yield* quota.through(closed)
    if (open === undefined) return
    yield* quota.through(inGroup(open, undefined))
    edge = open
  }
}

/** Documents along an index in the order asked for, at least as many as are enough. */
export const along = (walk: Walk): AsyncGenerator<readonly Stored[]> => {
  const run = firstRun(walk.criteria)
  return run.length === walk.criteria.length ? straight(walk) : winding(walk, run)
}
