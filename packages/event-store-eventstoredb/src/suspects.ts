import * as E from 'fp-ts/lib/Either.js'
import type { IntegrityFault, StoreFailure } from '@deskledger/event-store'
import type { Placed } from './log-reader.ts'
import { standingIn } from './reading-streams.ts'
import type { Server } from './server.ts'

const LIMITS = ['$tb', '$maxCount', '$maxAge']
const TOMBSTONE = '$streamDeleted'

const limits = (metadata: unknown): boolean =>
  typeof metadata === 'object' && metadata !== null && LIMITS.some((name) => name in metadata)

/** Streams whose events may be hidden: something was said of them that hides events. */
export const openSuspects = (server: Server) => {
  const { names } = server
  const suspects = new Set<string>()

  /** With a name, a ledger knows its streams even where none of their events is left. */
  const isOurs = (stream: string | undefined, knows: (stream: string) => boolean): stream is string =>
    stream !== undefined && (names.ledger !== '' || knows(stream))

  return {
    /** Takes note of an event of the server's own. */
    look: ({ streamId, type, data }: Placed, knows: (stream: string) => boolean) => {
      const isMetadata = streamId.startsWith('$$') && type === '$metadata' && limits(data)
      if (!isMetadata && type !== TOMBSTONE) return
      const stream = names.streamOffWire(isMetadata ? streamId.slice(2) : streamId)
      if (isOurs(stream, knows)) suspects.add(stream)
    },
    /** Reads the beginnings of the suspects: what is hidden cannot be read. */
    judge: async (): Promise<E.Either<StoreFailure, IntegrityFault | null>> => {
      for (const stream of suspects) {
        const read = await standingIn(server, stream, { limit: 1 })
        if (E.isRight(read)) continue
        if (read.left.type !== 'Damaged') return read
        return E.right({ stream, revision: 0, what: read.left.message })
      }
      return E.right(null)
    },
  }
}
