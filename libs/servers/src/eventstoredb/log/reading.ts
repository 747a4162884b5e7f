import { answerWith, recordIn, type Entry } from './entries.ts'
import type { EventLog } from './event-log.ts'
import { idIn, uuidOf } from '../protocol/messages.ts'
import { compare, indexAt, placeOf, type Position } from './positions.ts'

/** How events are answered: links followed or not, ids as text or in two halves. */
export interface Manner {
  readonly resolveLinks: boolean
  readonly structuredIds: boolean
}

/** A read of one stream. `from` is a revision, inclusive both ways. */
export interface StreamRead {
  readonly stream: string
  readonly from: 'start' | 'end' | number
  readonly backwards: boolean
}

const targetOf = (log: EventLog, link: Uint8Array): Entry | undefined => {
  const [, revision, stream] = /^(\d+)@(.+)$/s.exec(Buffer.from(link).toString('utf8')) ?? []
  if (revision === undefined || stream === undefined || log.streams.isTombstoned(stream)) return undefined
  const seen = log.streams.visible(stream)
  const isSeen = seen !== undefined && Number(revision) >= seen.first
  return isSeen ? log.streams.find(stream)?.entries[Number(revision)] : undefined
}

/** The answer that shows an entry to a reader. */
export const answerFor = (log: EventLog, entry: Entry, { resolveLinks, structuredIds }: Manner): Buffer => {
  const isLink = resolveLinks && entry.type === '$>'
  if (!isLink && !structuredIds) return entry.message
  const shown = (of: Entry | undefined) => {
    if (of === undefined) return undefined
    const record = recordIn(of.message)
    return structuredIds ? record.setId(uuidOf(idIn(record.getId()), true)) : record
  }
  const { position } = entry
  if (!isLink) return answerWith({ event: shown(entry), position })
  const link = shown(entry)
  return answerWith({ event: shown(targetOf(log, link?.getData_asU8() ?? new Uint8Array())), link, position })
}

/** Entries of a stream; undefined where there is no stream to read. */
export const readStream = (
  { streams }: EventLog,
  { stream, from, backwards }: StreamRead,
): Iterable<Entry> | undefined => {
  const seen = streams.visible(stream)
  if (seen === undefined) return undefined
  const { first, last } = seen
  const entries = streams.find(stream)?.entries ?? []
  const start = { start: first, end: last + (backwards ? 0 : 1) }
  const at = typeof from === 'number' ? from : start[from]
  return backwards ? backwardsBetween(entries, first, Math.min(at, last)) : forwardsFrom(entries, Math.max(at, first))
}

function* forwardsFrom(entries: readonly Entry[], from: number): Iterable<Entry> {
  for (let i = from; ; i++) {
    const entry = entries[i]
    if (entry === undefined) return
    yield entry
  }
}

function* backwardsBetween(entries: readonly Entry[], first: number, from: number): Iterable<Entry> {
  for (let i = from; i >= first; i--) {
    const entry = entries[i]
    if (entry === undefined) return
    yield entry
  }
}

/** A read of `$all`. */
export interface AllRead {
  readonly from: 'start' | 'end' | Position
  readonly backwards: boolean
}

/** Entries of the whole log: forwards the one at the position is given, backwards it is not. */
export const readAll = ({ entries }: EventLog, { from, backwards }: AllRead): Iterable<Entry> => {
  if (backwards) return backwardsBetween(entries, 0, beforeIndex(entries, from) - 1)
  if (from === 'end') return []
  return forwardsFrom(entries, from === 'start' ? 0 : inclusiveIndex(entries, from))
}

/** The first entry that is not before a position. */
const inclusiveIndex = (entries: readonly Entry[], from: Position): number => {
  const at = indexAt(entries, from.commit)
  const entry = entries[at]
  return entry !== undefined && compare(placeOf(entry), from) < 0 ? at + 1 : at
}

/** How many entries end at a position or before it. */
const beforeIndex = (entries: readonly Entry[], from: AllRead['from']): number => {
  if (from === 'start') return 0
  if (from === 'end') return entries.length
  return indexAt(entries, from.commit)
}
