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

/** An index runs in one direction: this reads orders that do so too. */
async function* straight(walk: Walk): AsyncGenerator<readonly Stored[]> {
  const { looking, criteria, edge, filters, where, index } = walk
  let left = walk.most
  for (const strip of stripsAfter(criteria, edge, where)) {
    if (left !== undefined && left <= 0) return
    const filter = allOf([...filters, ...strip])
    for await (const batch of batches(looking, { filter, sort: sortOf(criteria), index, most: left })) {
      yield batch
      if (left !== undefined) left -= batch.length
    }
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

/**
 * Documents in an order of several directions: those that are equal in the leading fields, up to the first change of
 * direction, form a group. The index gives group after group in its own direction; what was read whole is sorted here,
 * and a group too large for that is walked by itself.
 */
async function* winding(walk: Walk, run: readonly Ordered[]): AsyncGenerator<readonly Stored[]> {
  const rest = walk.criteria.slice(run.length)
  const turned = walk.criteria.map((criterion) => ({ ...criterion, descending: run[0]?.descending ?? false }))
  let left = walk.most
  const inGroup = (values: Edge, edge: Edge | undefined): AsyncGenerator<readonly Stored[]> =>
    along({ ...walk, filters: [...walk.filters, ...heldAt(run, values)], criteria: rest, edge, most: left })

  let edge = walk.edge
  if (edge !== undefined && edge.length > run.length) {
    for await (const batch of inGroup(edge.slice(0, run.length), edge.slice(run.length))) {
      yield batch
      if (left !== undefined) left -= batch.length
    }
    edge = edge.slice(0, run.length)
  }
  while (left === undefined || left > 0) {
    const most: number = (left ?? AHEAD) + 1
    const ahead = await collected(straight({ ...walk, criteria: turned, edge, most }))
    const groups = groupsOf(run, ahead)
    const open = ahead.length < most ? undefined : groups.at(-1)
    const closed = open === undefined ? groups : groups.slice(0, -1)
    for (const { stored } of closed) yield inOrder(rest)(stored)
    if (open === undefined) return
    if (left !== undefined) left -= ahead.length - open.stored.length
    for await (const batch of inGroup(open.values, undefined)) {
      yield batch
      if (left !== undefined) left -= batch.length
    }
    edge = open.values
  }
}

/** Documents along an index in the order asked for, at least as many as are enough. */
export const along = (walk: Walk): AsyncGenerator<readonly Stored[]> => {
  const run = firstRun(walk.criteria)
  return run.length === walk.criteria.length ? straight(walk) : winding(walk, run)
}
