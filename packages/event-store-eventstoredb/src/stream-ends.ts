import type { Instant } from '@deskledger/kernel'

/** An event that others are chained behind. */
export interface Link {
  readonly revision: number
  readonly hash: string
  readonly recordedAt: Instant
}

/** Streams that are remembered at most. */
const MOST = 20_000

/**
 * The last event seen of recent streams. What is remembered of a revision is right for ever, whoever has written since:
 * events are never changed.
 */
export const openStreamEnds = (most = MOST) => {
  const ends = new Map<string, Link>()
  return {
    at: (stream: string, revision: number): Link | undefined => {
      const link = ends.get(stream)
      return link?.revision === revision ? link : undefined
    },
    knows: (stream: string): boolean => ends.has(stream),
    /** the revision remembered; -1: none */
    revisionOf: (stream: string): number => ends.get(stream)?.revision ?? -1,
    remember: (stream: string, link: Link) => {
      const known = ends.get(stream)
      if (known !== undefined && known.revision > link.revision) return
      ends.delete(stream)
      ends.set(stream, link)
      const [oldest] = ends.keys()
      if (ends.size > most && oldest !== undefined) ends.delete(oldest)
    },
  }
}
