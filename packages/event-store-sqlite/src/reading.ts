import * as E from 'fp-ts/lib/Either.js'
import {
  failed,
  type Batch,
  type Filter,
  type LogQuery,
  type StoreFailure,
  type StreamQuery,
} from '@deskledger/event-store'
import { START, type Instant, type Position, type StoredEvent } from '@deskledger/kernel'
import { positionOf, rowOf } from './positions.ts'
import { COLUMNS, eventOf, MOST_BYTES, sizeOf, type Row } from './rows.ts'
import type { Database, Statement } from './sqlite.ts'

/** Rows that one read looks at, however few of them pass: a rare type does not hold up this thread. */
const MOST_ROWS = 20_000
const LATEST = '9999-12-31T23:59:59.999Z' as Instant

type Read<A> = E.Either<StoreFailure, A>

const readerOfStreams = (database: Database) => {
  const where = `SELECT ${COLUMNS} FROM event e WHERE e.stream = ? AND e.recorded_at <= ? AND e.revision`
  const forwards = database.prepare(`${where} >= ? ORDER BY e.revision LIMIT ?`)
  const backwards = database.prepare(`${where} <= ? ORDER BY e.revision DESC LIMIT ?`)

  const rowsOf = (stream: string, { direction, recordedUpTo = LATEST, from, limit }: StreamQuery) => {
    const most = limit === undefined ? -1 : Math.max(1, limit)
    return direction === 'backwards'
      ? backwards.iterate(stream, recordedUpTo, from ?? Number.MAX_SAFE_INTEGER, most)
      : forwards.iterate(stream, recordedUpTo, from ?? 0, most)
  }
  return (stream: string, query: StreamQuery = {}): Read<readonly StoredEvent[]> => {
    const events: StoredEvent[] = []
    for (const row of rowsOf(stream, query)) {
      const event = eventOf(row as unknown as Row)
      if (E.isLeft(event)) return event
      events.push(event.right)
    }
    return E.right(events)
  }
}

const conditionsOf = ({ types = [], streams = [] }: Filter): string => {
  const ofType = types.length === 0 ? '' : ` AND e.type IN (${types.map(() => '?').join(', ')})`
  const ofStream = streams.map(() => 'substr(e.stream, 1, length(?)) = ?').join(' OR ')
  return ofType + (ofStream === '' ? '' : ` AND (${ofStream})`)
}

interface Taken {
  readonly events: readonly StoredEvent[]
  /** the row it stopped at; undefined: there were no more */
  readonly last: number | undefined
  readonly damage: StoreFailure | undefined
}

/** Takes rows until there are enough, or one cannot be read: what stands before that one is still given. */
const take = (rows: Iterable<unknown>, limit: number): Taken => {
  const events: StoredEvent[] = []
  let bytes = 0
  let last: number | undefined
  for (const one of rows) {
    const row = one as Row
    const event = eventOf(row)
    if (E.isLeft(event)) return { events, last, damage: event.left }
    last = row.position
    events.push(event.right)
    bytes += sizeOf(row)
    if (events.length === limit || bytes >= MOST_BYTES) return { events, last, damage: undefined }
  }
  return { events, last: undefined, damage: undefined }
}

const textOf = (row: number): Position => (row === 0 ? START : positionOf(row))

const readerOfLog = (database: Database) => {
  const last = database.prepare('SELECT max(position) AS position FROM event')
  const prepared = new Map<string, Statement>()
  const statementFor = (conditions: string): Statement => {
    const statement =
      prepared.get(conditions) ??
      database.prepare(
        `SELECT ${COLUMNS} FROM event e WHERE e.position > ? AND e.position <= ?${conditions} ORDER BY e.position LIMIT ?`,
      )
    prepared.set(conditions, statement)
    return statement
  }
  const end = (): number => Number(last.get()?.['position'] ?? 0)

  const page = (after: number, query: LogQuery): Read<Batch> => {
    const { types = [], streams = [] } = query
    const limit = Math.max(1, query.limit ?? 1000)
    const head = Math.max(after, end())
    const upTo = Math.min(head, after + Math.max(MOST_ROWS, limit))
    const beginnings = streams.flatMap((beginning) => [beginning, beginning])
    const rows = statementFor(conditionsOf(query)).iterate(after, upTo, ...types, ...beginnings, limit)
    const taken = take(rows, limit)
    if (taken.damage !== undefined && taken.events.length === 0) return E.left(taken.damage)
    const position = taken.last ?? upTo
    return E.right({ events: taken.events, position: textOf(position), caughtUp: position >= head })
  }
  return { end, page }
}

/** The reads of an event store, on the thread that asks. */
export const openReading = (database: Database) => {
  const readStream = readerOfStreams(database)
  const { end, page } = readerOfLog(database)
  return {
    readStream,
    readAll: (query: LogQuery): Read<Batch> => {
      const after = rowOf(query.after)
      return after === undefined
        ? failed('Unstorable', `"${query.after}" is no position of this ledger: take positions from its own answers.`)
        : page(after, query)
    },
    head: (): Position => textOf(end()),
  }
}
