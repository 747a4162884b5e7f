import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import { START, type Position, type StoredEvent } from '@deskledger/kernel'
import type { RuntimeFailure } from './trouble.ts'

/** An event that a build has looked at: what its log must have, for ever. */
export interface Witness {
  readonly stream: string
  readonly revision: number
  readonly hash: string
}

/** How far a build is: what stands under its name among the checkpoints. */
export interface Checkpoint {
  readonly position: Position
  readonly witness?: Witness
}

export const checkpointAt = (position: Position, witness: Witness | undefined): Checkpoint =>
  witness === undefined ? { position } : { position, witness }

/** The last event of a stretch; undefined: it has none. */
export const witnessAmong = (stretch: readonly StoredEvent[]): Witness | undefined => {
  const last = stretch.at(-1)
  return last && { stream: last.stream, revision: last.revision, hash: last.hash }
}

interface Standing {
  readonly build: string
  readonly checkpoint: () => Position
  readonly witness: () => Witness | undefined
}

const otherLog = (build: string, what: string): E.Either<RuntimeFailure, never> =>
  E.left({
    type: 'OtherLog',
    message:
      `The read model ${build} was built from another log, or from a newer state of this one: ${what}. ` +
      'If an older backup of the log was restored, build the read models anew with "rebuild --replace"; if not, name the read models that belong to this log.',
  })

const missing = async (events: EventStore, { build, witness }: Standing): Promise<E.Either<RuntimeFailure, void>> => {
  const seen = witness()
  if (seen === undefined) return E.right(undefined)
  const { stream, revision, hash } = seen
  const read = await events.readStream(stream, { from: revision, limit: 1 })()
  if (E.isLeft(read)) return read
  const [event] = read.right
  if (event?.revision !== revision)
    return otherLog(build, `it has taken event ${revision} of ${stream}, which the log does not have`)
  if (event.hash !== hash)
    return otherLog(build, `it has taken another event ${revision} of ${stream} than the log has`)
  return E.right(undefined)
}

/** A build that is past the end, and remembers no event: all that tells an older log from this one. */
const pastTheEnd = async (events: EventStore, all: readonly Standing[]): Promise<E.Either<RuntimeFailure, void>> => {
  const further = all.filter(({ checkpoint, witness }) => checkpoint() !== START && witness() === undefined)
  if (further.length === 0) return E.right(undefined)
  const head = await events.head()
  if (E.isLeft(head)) return head
  const past = further.find(({ checkpoint }) => checkpoint() > head.right && head.right === START)
  return past === undefined ? E.right(undefined) : otherLog(past.build, 'it has taken events, and the log has none')
}

/**
 * Whether the log is the one that builds were made from: it must have the event that each looked at last. A log restored
 * from an older backup, and the log of another ledger, do not.
 */
export const sameLog = async (
  events: EventStore,
  builds: readonly Standing[],
): Promise<E.Either<RuntimeFailure, void>> => {
  const distinct = new Map(builds.map((one) => [JSON.stringify(one.witness() ?? null), one]))
  for (const one of distinct.values()) {
    const answer = await missing(events, one)
    if (E.isLeft(answer)) return answer
  }
  return pastTheEnd(events, builds)
}
