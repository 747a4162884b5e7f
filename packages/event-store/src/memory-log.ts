import {
  GENESIS,
  hashOfTexts,
  linkOf,
  type Instant,
  type Position,
  type StoredEvent,
  type StoredTexts,
} from '@deskledger/kernel'
import type { Batch, Filter, IntegrityFault, LogQuery, StreamQuery } from './port.ts'
import { storedEventOf } from './stored.ts'

export interface LogEntry extends StoredTexts {
  readonly position: Position
  readonly hash: string
  readonly link: string
}

export interface Log {
  readonly entries: LogEntry[]
  readonly streams: Map<string, LogEntry[]>
  /** the latest time of recording */
  latest: Instant
}

export const headOf = ({ entries }: Log): Position | undefined => entries.at(-1)?.position

const passes =
  ({ types = [], streams = [] }: Filter) =>
  ({ type, stream }: LogEntry): boolean =>
    (types.length === 0 || types.includes(type)) &&
    (streams.length === 0 || streams.some((beginning) => stream.startsWith(beginning)))

const LATEST = '9999-12-31T23:59:59.999Z'

const firstAfter = (entries: readonly LogEntry[], after: Position): number => {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle] as LogEntry).position > after) high = middle
    else low = middle + 1
  }
  return low
}

/** Looks at entries until so many pass. */
export const pageOf = ({ entries }: Log, { after, limit = 1000, ...filter }: LogQuery): Batch => {
  const wanted = passes(filter)
  const events: StoredEvent[] = []
  let next = firstAfter(entries, after)
  for (; next < entries.length && events.length < Math.max(1, limit); next++) {
    const entry = entries[next] as LogEntry
    if (wanted(entry)) events.push(storedEventOf(entry))
  }
  const last = entries[next - 1]?.position ?? after
  return { events, position: last > after ? last : after, caughtUp: next === entries.length }
}

export const streamPageOf = ({ streams }: Log, stream: string, query: StreamQuery = {}): readonly StoredEvent[] => {
  const { limit = Infinity, recordedUpTo = LATEST } = query
  const known = (streams.get(stream) ?? []).filter((entry) => entry.recordedAt <= recordedUpTo)
  const { from = query.direction === 'backwards' ? Infinity : 0 } = query
  const wanted =
    query.direction === 'backwards'
      ? known.filter(({ revision }) => revision <= from).reverse()
      : known.filter(({ revision }) => revision >= from)
  return wanted.slice(0, Math.max(1, limit)).map(storedEventOf)
}

/** The first entry whose hash or link is not what its texts give. */
export const faultOf = ({ entries }: Log): IntegrityFault | null => {
  const hashes = new Map<string, string>()
  let link = GENESIS
  for (const entry of entries) {
    const { stream, revision } = entry
    const hash = hashOfTexts(hashes.get(stream) ?? GENESIS, entry)
    link = linkOf(link, hash)
    if (hash !== entry.hash || link !== entry.link)
      return { stream, revision, what: 'what is stored does not give the hash it was stored with' }
    hashes.set(stream, hash)
  }
  return null
}
