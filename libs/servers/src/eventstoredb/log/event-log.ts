import { randomUUID } from 'node:crypto'
import { TOMBSTONE } from '../protocol/messages.ts'
import { entryOf, recordIn, type Entry, type Proposal } from './entries.ts'
import { judge, type Expected, type Standing, type Verdict } from './judging.ts'
import { memoryOfIds } from './memory-of-ids.ts'
import { softDeletion, undeleted } from './stream-metadata.ts'
import { isMetastream, metastreamOf, openStreams, ownerOf, type Streams } from './streams.ts'

/** A write: events behind a stream. */
interface Write {
  readonly stream: string
  readonly expected: Expected
  readonly events: readonly Proposal[]
}

/** What became of a write: the revision and place of its last event, or why it was not stored. */
export type Written =
  | { readonly outcome: 'stored'; readonly last: number; readonly position: number | undefined }
  | Exclude<Verdict, { readonly outcome: 'store' | 'repeat' }>

export interface Deletion {
  readonly stream: string
  readonly expected: Expected
}

/** Where entries are kept so that they outlive the process; called with all entries of one write, before it counts. */
export type Keep = (entries: readonly Entry[]) => void

export interface EventLog {
  readonly entries: readonly Entry[]
  readonly streams: Streams
  /** the place behind the last entry */
  readonly end: () => number
  readonly append: (write: Write) => Written
  readonly softDelete: (deletion: Deletion) => Written
  readonly tombstone: (deletion: Deletion) => Written
  /** forgets the recent ids that ANY and STREAM_EXISTS know repeats by */
  readonly forgetIds: () => void
  /** a server that starts writes a record of its own, which no reader sees: a gap */
  readonly startEpoch: () => void
  /** calls back for each entry once it counts, in order; gives the way to stop it */
  readonly listen: (listener: (entry: Entry) => void) => () => void
}

export interface LogOptions {
  readonly keep: Keep
  readonly rememberedIds: number
  /** entries that were kept, in order */
  readonly kept: readonly Entry[]
}

/** Bytes of the record that a starting server writes. */
const EPOCH = 213

const metadataEvent = (json: string): Proposal => ({
  id: randomUUID(),
  type: '$metadata',
  json: true,
  data: Buffer.from(json),
  metadata: new Uint8Array(),
})

/** The log: one list of entries, and the streams they form. */
export const openLog = ({ keep, kept, rememberedIds }: LogOptions): EventLog => {
  const entries: Entry[] = []
  const streams = openStreams()
  const ids = memoryOfIds(rememberedIds)
  const listeners = new Set<(entry: Entry) => void>()
  let end = EPOCH

  const take = (entry: Entry) => {
    entries.push(entry)
    end = entry.end
    if (entry.revision === TOMBSTONE) streams.bury(entry)
    else streams.add(entry)
  }
  kept.forEach(take)

  const store = (made: readonly Entry[]) => {
    keep(made)
    for (const entry of made) {
      take(entry)
      ids.remember(entry.id, entry)
    }
    for (const entry of made) for (const listener of listeners) listener(entry)
  }

  const standing = (stream: string): Standing => ({
    last: streams.last(stream),
    tombstoned: streams.isTombstoned(stream),
    softDeleted: streams.metadata(stream).softDeleted,
    hasMetadata: streams.last(metastreamOf(stream)) >= 0,
    idAt: (revision) => streams.find(stream)?.entries[revision]?.id,
    remembered: (id) => {
      const place = ids.find(id)
      return place?.stream === stream ? place.revision : undefined
    },
  })

  /** The place of a repeat's last event, if it can still be read. */
  const readable = (stream: string, revision: number): number | undefined => {
    const seen = streams.visible(stream)
    return seen !== undefined && revision >= seen.first ? streams.find(stream)?.entries[revision]?.position : undefined
  }

  const entriesFor = (stream: string, events: readonly Proposal[]): Entry[] => {
    const made: Entry[] = []
    const created = Date.now()
    const first = streams.last(stream) + 1
    let position = end
    for (const [i, event] of events.entries()) {
      const entry = entryOf(event, { stream, revision: first + i, position, created })
      made.push(entry)
      position = entry.end
    }
    return made
  }

  const metadataNow = (stream: string): Uint8Array | undefined => {
    const last = streams.find(metastreamOf(stream))?.entries.at(-1)
    return last === undefined ? undefined : recordIn(last.message).getData_asU8()
  }

  /** A write to a soft-deleted stream, or to its metadata, makes it begin anew behind what it had. */
  const undelete = (stream: string, from: number) => {
    const data = metadataNow(stream)
    const json = data === undefined ? undefined : undeleted(data, from)
    if (json !== undefined) store(entriesFor(metastreamOf(stream), [metadataEvent(json)]))
  }

  const put = ({ stream, events }: Write): Written => {
    const last = streams.last(stream)
    const owner = isMetastream(stream) ? ownerOf(stream) : undefined
    const revives = streams.metadata(owner ?? stream).softDeleted
    const made = entriesFor(stream, events)
    if (made.length === 0) return { outcome: 'stored', last: 0, position: undefined }
    store(made)
    if (revives) undelete(owner ?? stream, owner === undefined ? last + 1 : streams.last(owner) + 1)
    return { outcome: 'stored', last: last + made.length, position: made.at(-1)?.position }
  }

  const judged = (write: Write, stored: () => Written): Written => {
    const verdict = judge(
      write.expected,
      write.events.map(({ id }) => id),
      standing(write.stream),
    )
    if (verdict.outcome === 'store') return stored()
    if (verdict.outcome !== 'repeat') return verdict
    return { outcome: 'stored', last: verdict.last, position: readable(write.stream, verdict.last) }
  }

  const deleting = (deletion: Deletion, stored: (event: Proposal) => Written): Written => {
    const event = metadataEvent(softDeletion())
    return judged({ ...deletion, events: [event] }, () => stored(event))
  }

  return {
    entries,
    streams,
    end: () => end,
    append: (write) => judged(write, () => put(write)),
    softDelete: (deletion) =>
      deleting(deletion, (event) => {
        const { stream } = deletion
        if (streams.last(stream) < 0 && streams.last(metastreamOf(stream)) < 0) {
          return { outcome: 'wrong-version', actual: -1 }
        }
        const made = entriesFor(metastreamOf(stream), [event])
        store(made)
        return { outcome: 'stored', last: 0, position: made.at(-1)?.position }
      }),
    tombstone: (deletion) =>
      deleting(deletion, ({ id }) => {
        const { stream } = deletion
        const place = { stream, revision: TOMBSTONE, position: end, created: Date.now() }
        const nothing = new Uint8Array()
        const entry = entryOf({ id, type: '$streamDeleted', json: false, data: nothing, metadata: nothing }, place)
        store([entry])
        return { outcome: 'stored', last: TOMBSTONE, position: entry.position }
      }),
    forgetIds: () => {
      ids.forget()
    },
    startEpoch: () => {
      end += EPOCH
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
