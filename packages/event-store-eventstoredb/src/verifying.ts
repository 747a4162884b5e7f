import * as E from 'fp-ts/lib/Either.js'
import type { Integrity, IntegrityFault, StoreFailure } from '@deskledger/event-store'
import { canonicalJson, GENESIS, hashOfTexts, START, type Position, type StoredEvent } from '@deskledger/kernel'
import { closedText } from './health.ts'
import { openLogReader, type LogReader, type Placed } from './log-reader.ts'
import { attemptOf, done, failedBy, patiently, silentFor, type Attempt } from './patience.ts'
import { standingIn } from './reading-streams.ts'
import { isOfTheServer, recognise } from './recognising.ts'
import type { Server } from './server.ts'
import { openStreamEnds, type Link } from './stream-ends.ts'
import { openSuspects } from './suspects.ts'

/** Ends of streams held at once; those forgotten are read again. */
const MOST_ENDS = 200_000

interface Walk {
  /** everything up to here was looked at */
  position: Position
  events: number
  streams: number
  foreign: number
  fault: IntegrityFault | null
  failure: StoreFailure | undefined
}

const faultIn = ({ stream, revision }: Pick<StoredEvent, 'stream' | 'revision'>, what: string): IntegrityFault => ({
  stream,
  revision,
  what: `Stream ${stream}, revision ${revision}: ${what}.`,
})

const FIRST: Link = { revision: -1, hash: GENESIS, recordedAt: '' as Link['recordedAt'] }

/** What is wrong with an event behind the one before it; undefined: nothing. */
const wrongWith = (event: StoredEvent, before: Link): string | undefined => {
  const { data, metadata, hash, recordedAt } = event
  const computed = hashOfTexts(before.hash, {
    ...event,
    data: canonicalJson(data),
    metadata: canonicalJson(metadata),
  })
  if (computed !== hash)
    return `its content gives the hash ${computed}, but ${hash} was stored: it, or an event before it, was changed or put in`
  return recordedAt < before.recordedAt
    ? `it was recorded at ${recordedAt}, before the event in front of it`
    : undefined
}

const missing = (event: StoredEvent, from: number): string =>
  `the revisions ${from} to ${event.revision - 1} before it are missing: they were removed by a scavenge, or cut off by $maxCount, $maxAge or $tb in the stream's metadata`

export const verifier = (server: Server) => {
  const { names, where, patience } = server

  const start = () => {
    const ends = openStreamEnds(MOST_ENDS)
    const suspects = openSuspects(server)
    const walk: Walk = { position: START, events: 0, streams: 0, foreign: 0, fault: null, failure: undefined }

    /** The event before one, as it was seen, or as it stands in its stream. */
    const before = async ({ stream, revision }: StoredEvent): Promise<Link | undefined> => {
      if (revision === 0) return FIRST
      const known = ends.at(stream, revision - 1)
      if (known !== undefined || ends.knows(stream)) return known
      const read = await standingIn(server, stream, { direction: 'backwards', from: revision - 1, limit: 1 })
      const standing = E.isRight(read) ? read.right[0]?.event : undefined
      return standing?.revision === revision - 1 ? standing : undefined
    }
    const note = (fault: IntegrityFault) => {
      walk.fault ??= fault
    }
    const check = async (event: StoredEvent) => {
      const { stream, revision } = event
      const link = await before(event)
      walk.events += 1
      if (revision === 0 || (link === undefined && !ends.knows(stream))) walk.streams += 1
      const what = link === undefined ? missing(event, ends.revisionOf(stream) + 1) : wrongWith(event, link)
      if (what !== undefined) note(faultIn(event, what))
      ends.remember(stream, event)
    }
    const look = async (recorded: Placed) => {
      if (isOfTheServer(recorded)) {
        suspects.look(recorded, ends.knows)
        return
      }
      const recognised = recognise(names, recorded)
      if (recognised.kind === 'ours') return check(recognised.event)
      const stream = names.streamOffWire(recorded.streamId) ?? ''
      const revision = Number(recorded.revision)
      if (recognised.kind === 'foreign') {
        walk.foreign += 1
        if (ends.knows(stream))
          note(faultIn({ stream, revision }, `an event of another system stands there (type ${recorded.type})`))
      } else if (recognised.failure.type === 'Damaged') note({ stream, revision, what: recognised.failure.message })
      else walk.failure = recognised.failure
      return undefined
    }
    return { walk, look, suspects }
  }
  type Started = ReturnType<typeof start>

  /** Looks at what has arrived; answers what ends the walk for now. */
  const step = async ({ walk, look }: Started, reader: LogReader): Promise<Attempt<void> | undefined> => {
    for (let one = reader.take(); one !== undefined; one = reader.take()) await look(one)
    walk.position = reader.reached()
    if (walk.failure !== undefined) return failedBy(walk.failure)
    if (server.closed()) return failedBy({ type: 'Closed', message: closedText(where) })
    const end = reader.end()
    if (end === undefined) return undefined
    return end.kind === 'error' ? attemptOf(server, 'read $all', end.error) : done(undefined)
  }
  const attempt = async (started: Started): Promise<Attempt<void>> => {
    const reader = openLogReader(server, started.walk.position)
    try {
      for (;;) {
        const ended = await step(started, reader)
        if (ended !== undefined) return ended
        if (!(await reader.wait(patience))) return silentFor(patience)
      }
    } finally {
      reader.stop()
    }
  }

  return async (): Promise<E.Either<StoreFailure, Integrity>> => {
    const started = start()
    const { walk, suspects } = started
    const walked = await patiently(server, 'read $all', async () => {
      const { position } = walk
      const outcome = await attempt(started)
      return outcome.kind === 'again' ? { ...outcome, progressed: walk.position !== position } : outcome
    })
    if (E.isLeft(walked)) return walked
    const hole = await suspects.judge()
    if (E.isLeft(hole)) return hole
    const { events, streams, foreign } = walk
    const fault = hole.right ?? walk.fault
    return E.right({ streams, events, fault, ...(foreign > 0 && { foreign }) })
  }
}
