import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { GENESIS, hashOfTexts, later, linkOf, START, type Instant, type StoredTexts } from '@deskledger/kernel'
import { judge } from './expecting.ts'
import { failed, recordedBefore } from './failures.ts'
import { follow, openBell } from './following.ts'
import { faultOf, headOf, pageOf, streamPageOf, type Log, type LogEntry } from './memory-log.ts'
import type { Appended, EventStore, StoreFailure } from './port.ts'
import { storable, type AppendRequest, type EventTexts } from './storable.ts'

/** Positions have gaps, as those of other stores do: who counts on them is found out early. */
const positionOf = (index: number): string => String((index + 1) * 10).padStart(16, '0')

const answer = (entry: LogEntry, repeated: boolean): Appended => ({
  revision: entry.revision,
  position: entry.position,
  recordedAt: entry.recordedAt as Instant,
  repeated,
})

type Arriving = AppendRequest & { readonly now: Instant }

const add = (log: Log, texts: Omit<StoredTexts, 'revision'>): LogEntry => {
  const before = log.streams.get(texts.stream) ?? []
  const event = { ...texts, revision: before.length }
  const hash = hashOfTexts(before.at(-1)?.hash ?? GENESIS, event)
  const link = linkOf(log.entries.at(-1)?.link ?? GENESIS, hash)
  const entry: LogEntry = { ...event, hash, link, position: positionOf(log.entries.length) }
  before.push(entry)
  log.streams.set(texts.stream, before)
  log.entries.push(entry)
  log.latest = later(entry.recordedAt as Instant, log.latest)
  return entry
}

const write = (
  log: Log,
  { stream, recordedAt, now }: Arriving,
  texts: readonly EventTexts[],
): E.Either<StoreFailure, Appended> => {
  const last = (log.streams.get(stream)?.at(-1)?.recordedAt ?? '') as Instant
  const first = recordedAt?.[0]
  if (first !== undefined && first < last) return recordedBefore(stream, first, last)
  const latest = later(now, log.latest)
  const [entry] = texts
    .map((event, i) => add(log, { ...event, stream, recordedAt: recordedAt?.[i] ?? latest }))
    .slice(-1)
  return E.right(answer(entry as LogEntry, false))
}

const append = (log: Log, request: Arriving, texts: readonly EventTexts[]): E.Either<StoreFailure, Appended> => {
  const { stream, expected } = request
  const standing = log.streams.get(stream) ?? []
  const ids = texts.map(({ eventId }) => eventId)
  const verdict = judge({ stream, expected, ids }, standing.length - 1, (revision) => standing[revision]?.eventId)
  if (E.isLeft(verdict)) return verdict
  return verdict.right === 'new'
    ? write(log, request, texts)
    : E.right(answer(standing[expected + texts.length] as LogEntry, true))
}

/** An event store that forgets: for tests, and for ledgers that need not last. Every adapter answers as this one does. */
export const openMemoryEventStore = ({ clock }: { readonly clock: () => Instant }): EventStore => {
  const log: Log = { entries: [], streams: new Map(), latest: '' as Instant }
  const bell = openBell()
  const unlessClosed =
    <A>(act: () => E.Either<StoreFailure, A>) =>
    (): Promise<E.Either<StoreFailure, A>> =>
      Promise.resolve(bell.closed() ? failed('Closed', 'This event store was closed: open it again.') : act())
  const readAll: EventStore['readAll'] = (query) => unlessClosed(() => E.right(pageOf(log, query)))

  return {
    append: (...[stream, expected, events, options]) =>
      unlessClosed(() => {
        const request = { stream, expected, events, recordedAt: options?.recordedAt, now: clock() }
        const result = pipe(
          storable(request),
          E.flatMap((texts) => append(log, request, texts)),
        )
        if (E.isRight(result) && !result.right.repeated) bell.ring()
        return result
      }),
    readStream: (stream, query) => unlessClosed(() => E.right(streamPageOf(log, stream, query))),
    readAll,
    subscribe: (subscription) => follow(readAll, bell, subscription),
    head: unlessClosed(() => E.right(headOf(log) ?? START)),
    verify: unlessClosed(() => E.right({ streams: log.streams.size, events: log.entries.length, fault: faultOf(log) })),
    close: () => {
      bell.close()
      return Promise.resolve()
    },
  }
}
