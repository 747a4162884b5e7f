import { recordIn, type Entry } from './entries.ts'
import { metadataIn, NO_METADATA, type StreamMetadata } from './stream-metadata.ts'

/** A stream as stored: the entry at index n has revision n. */
interface Stream {
  readonly entries: Entry[]
  tombstone: Entry | undefined
  /** the metadata that its metadata stream says last */
  metadata: StreamMetadata
}

const METADATA_OF_METADATA: StreamMetadata = { ...NO_METADATA, maxCount: 1 }

export const isMetastream = (stream: string): boolean => stream.startsWith('$$')
export const metastreamOf = (stream: string): string => `$$${stream}`
export const ownerOf = (metastream: string): string => metastream.slice(2)

export interface Streams {
  readonly find: (name: string) => Stream | undefined
  /** the last revision, hidden or not; -1 without events */
  readonly last: (name: string) => number
  readonly isTombstoned: (name: string) => boolean
  readonly metadata: (name: string) => StreamMetadata
  /** the first and the last revision that can be read; undefined where there is no stream to read */
  readonly visible: (name: string) => { readonly first: number; readonly last: number } | undefined
  readonly add: (entry: Entry) => void
  readonly bury: (tombstone: Entry) => void
}

/** The first revision that is young enough. Events are in order of age. */
const firstYoung = (entries: readonly Entry[], maxAge: number | undefined): number => {
  if (maxAge === undefined) return 0
  const oldest = Date.now() - maxAge * 1000
  const young = entries.findIndex(({ created }) => created >= oldest)
  return young === -1 ? entries.length : young
}

const firstVisible = ({ entries }: Stream, { maxCount, maxAge, truncateBefore = 0 }: StreamMetadata): number => {
  const counted = maxCount === undefined ? 0 : entries.length - maxCount
  return Math.max(0, counted, truncateBefore, firstYoung(entries, maxAge))
}

/** All streams by name. */
export const openStreams = (): Streams => {
  const byName = new Map<string, Stream>()
  const find = (name: string) => byName.get(name)
  const metadata = (name: string) => (isMetastream(name) ? METADATA_OF_METADATA : (find(name)?.metadata ?? NO_METADATA))
  const ensure = (name: string): Stream => {
    const found = find(name)
    if (found !== undefined) return found
    const made: Stream = { entries: [], tombstone: undefined, metadata: NO_METADATA }
    byName.set(name, made)
    return made
  }
  return {
    find,
    last: (name) => (find(name)?.entries.length ?? 0) - 1,
    isTombstoned: (name) =>
      find(name)?.tombstone !== undefined || (isMetastream(name) && find(ownerOf(name))?.tombstone !== undefined),
    metadata,
    visible: (name) => {
      const stream = find(name)
      if (stream === undefined || stream.entries.length === 0 || metadata(name).softDeleted) return undefined
      return { first: firstVisible(stream, metadata(name)), last: stream.entries.length - 1 }
    },
    add: (entry) => {
      ensure(entry.stream).entries.push(entry)
      if (isMetastream(entry.stream)) {
        ensure(ownerOf(entry.stream)).metadata = metadataIn(recordIn(entry.message).getData_asU8())
      }
    },
    bury: (tombstone) => {
      ensure(tombstone.stream).tombstone = tombstone
    },
  }
}
