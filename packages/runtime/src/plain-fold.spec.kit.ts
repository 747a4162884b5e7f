import * as E from 'fp-ts/lib/Either.js'
import type { AnyProjection, StoredEvent } from '@deskledger/kernel'
import type { ReadStore, TableId } from '@deskledger/read-store'

/** What a read model must come to: per table, documents by key; and the parked streams, by revision waited at. */
export interface Content {
  readonly tables: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly parked: Readonly<Record<string, number>>
}

interface Waiting {
  readonly events: readonly StoredEvent<object>[]
}

/** One stream after the other waits behind what it stumbled over; a retry takes up all that waited before it. */
const foldPlainly = (projection: AnyProjection, log: readonly StoredEvent<object>[]) => {
  const documents = new Map<string, object>()
  const parked = new Map<string, Waiting>()
  const takes = (event: StoredEvent<object>): boolean => {
    const draft = new Map<string, object | undefined>()
    try {
      for (const key of projection.keysOf(event)) draft.set(key, projection.apply(documents.get(key), event, key))
    } catch {
      return false
    }
    for (const [key, document] of draft)
      if (document === undefined) documents.delete(key)
      else documents.set(key, document)
    return true
  }
  const replay = (stream: string, waited: readonly StoredEvent<object>[]) => {
    const stop = waited.findIndex((event) => !takes(event))
    if (stop === -1) parked.delete(stream)
    else parked.set(stream, { events: waited.slice(stop) })
  }
  const step = (event: StoredEvent<object>) => {
    const waiting = parked.get(event.stream)
    if (waiting !== undefined) parked.set(event.stream, { ...waiting, events: [...waiting.events, event] })
    else if (!takes(event)) parked.set(event.stream, { events: [event] })
  }
  for (const event of log) {
    const { readModel, stream = '' } = event.data as { readonly readModel?: string; readonly stream?: string }
    const asked = event.type === 'ParkedStreamRetryRequested' && readModel === projection.name
    if (asked) replay(stream, parked.get(stream)?.events ?? [])
    else if (projection.on.includes(event.type)) step(event)
  }
  return { documents, parked }
}

const bucketOf = (value: number): string => String(Math.ceil(Math.log(value) / Math.log(1.01 / 0.99)))

const cellsOf = (
  contributionsOf: (doc: object) => ReturnType<AnyProjection['rollups'][number]['contributionsOf']>,
  documents: Iterable<object>,
) => {
  const cells: Record<
    string,
    { labels: unknown; count: number; sum: number; sketch: { zeros: number; buckets: Record<string, number> } }
  > = {}
  for (const document of documents)
    for (const { cell, labels, count, sum, sample } of contributionsOf(document)) {
      const one = (cells[cell] ??= { labels, count: 0, sum: 0, sketch: { zeros: 0, buckets: {} } })
      one.count += count
      one.sum += sum
      if (sample === 0) one.sketch.zeros++
      else if (sample !== null) one.sketch.buckets[bucketOf(sample)] = (one.sketch.buckets[bucketOf(sample)] ?? 0) + 1
    }
  const isNothing = ({ count, sum, sketch }: (typeof cells)[string]) =>
    count === 0 && sum === 0 && sketch.zeros === 0 && Object.keys(sketch.buckets).length === 0
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => !isNothing(cell)))
}

/** The content that a log must give: a plain loop, then rows and figures from the documents that are left. */
export const expected = (projection: AnyProjection, log: readonly StoredEvent<object>[]): Content => {
  const { documents, parked } = foldPlainly(projection, log)
  const all = [...documents.values()]
  const rows = projection.tables.map(({ name, rowsOf }) => [
    name,
    Object.fromEntries(all.flatMap(rowsOf).map(({ key, row }) => [key, row])),
  ])
  const cells = projection.rollups.map(({ name, contributionsOf }) => [name, cellsOf(contributionsOf, all)])
  return {
    tables: Object.fromEntries([
      [projection.name, Object.fromEntries(documents)],
      ...rows,
      ...cells,
    ]) as Content['tables'],
    parked: Object.fromEntries([...parked].map(([stream, { events }]) => [stream, events[0]?.revision ?? -1])),
  }
}

const documentsIn = async (views: ReadStore, table: TableId): Promise<Record<string, unknown>> => {
  const page = await views.find(table, { limit: 10_000 })()
  if (E.isLeft(page)) throw new Error(page.left.message)
  return Object.fromEntries(page.right.found.map(({ key, document }) => [key, document]))
}

/** The content that stands in a read store. */
export const actual = async (views: ReadStore, projection: AnyProjection, generation = 'v1'): Promise<Content> => {
  const names = [projection, ...projection.tables, ...projection.rollups].map(({ name }) => name)
  const tables: Record<string, Record<string, unknown>> = {}
  for (const name of names) tables[name] = await documentsIn(views, { name, generation })
  const records = Object.values(await documentsIn(views, { name: 'deskledger-parked', generation: 'v1' }))
  const parked = (records as Recorded[])
    .filter(({ build }) => build === `${projection.name}~${generation}`)
    .flatMap(({ stream, turns }) => (turns.at(-1)?.parked ? [[stream, turns.at(-1)?.parked?.revision]] : []))
  return { tables, parked: Object.fromEntries(parked) as Content['parked'] }
}

interface Recorded {
  readonly build: string
  readonly stream: string
  readonly turns: readonly { readonly parked: { readonly revision: number } | null }[]
}
