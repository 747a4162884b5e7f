import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import {
  recordedBefore,
  storable,
  wrongRevision,
  type AppendArguments,
  type Appended,
  type StoreFailure,
} from '@deskledger/event-store'
import { GENESIS, later, type Instant } from '@deskledger/kernel'
import type { Answer } from './append-messages.ts'
import { chain, prepare, type Chained, type Prepared } from './envelope.ts'
import { deletedForEver, deletedSoftly, mayNotAppend, unreachable, unsettled } from './failures.ts'
import { pauseAfter, shareOf } from './patience.ts'
import { positionOf } from './positions.ts'
import { standingIn, type Standing } from './reading-streams.ts'
import type { Server } from './server.ts'
import { settled } from './settling.ts'
import { fitting, overServersLimit } from './sizes.ts'
import { openStreamEnds, type Link } from './stream-ends.ts'
import { openTurns } from './turns.ts'

type Outcome<A = Appended> = E.Either<StoreFailure, A>

export interface AppendSettings {
  readonly clock: () => Instant
  /** bytes */
  readonly largest: number
}

/** One append, from asking to answer. */
interface Ask {
  readonly stream: string
  readonly expected: number
  readonly prepared: readonly Prepared[]
  /** when each was recorded elsewhere */
  readonly times: readonly Instant[] | undefined
  /** milliseconds it may take, and when they end */
  readonly timeout: number
  readonly end: number
}

/** The longest that a timer of Node can wait. */
const LONGEST_TIMER = 2 ** 31 - 1

const NO_LINK: Link = { revision: -1, hash: GENESIS, recordedAt: '' as Instant }

const left = ({ end }: Ask): number => end - performance.now()

export const openAppending = (server: Server, { clock, largest }: AppendSettings) => {
  const { where, names, line, health } = server
  const instance = randomUUID()
  const ends = openStreamEnds()
  const inTurn = openTurns()
  let stamped = '' as Instant

  const linkOf = ({ event }: Standing): Link => ({
    revision: event.revision,
    hash: event.hash,
    recordedAt: event.recordedAt,
  })

  /** The event that an append is chained behind. */
  const linkAt = async ({ stream, expected }: Ask): Promise<Outcome<Link>> => {
    if (expected === -1) return E.right(NO_LINK)
    const known = ends.at(stream, expected)
    if (known !== undefined) return E.right(known)
    const read = await standingIn(server, stream, { direction: 'backwards', from: expected, limit: 1 })
    if (E.isLeft(read)) return read
    const [standing] = read.right
    const actual = standing?.event.revision ?? -1
    return standing === undefined || actual < expected
      ? wrongRevision(stream, expected, actual)
      : E.right(linkOf(standing))
  }

  const chained = ({ stream, expected, prepared, times }: Ask, link: Link): Chained => {
    if (times === undefined) stamped = later(later(clock(), stamped), link.recordedAt)
    const now = stamped
    const recordedAt = (index: number) => times?.[index] ?? now
    return chain({ stream, ledger: names.ledger, instance, expected, before: link.hash, recordedAt }, prepared)
  }

  /** What stands where an append was to go: the same events, others, or none. */
  const settle = async (ask: Ask, actual: number, chain: Chained | undefined): Promise<Outcome | 'new'> => {
    const { stream, expected, prepared } = ask
    if (actual < expected) return wrongRevision(stream, expected, actual)
    const read = await standingIn(server, stream, { from: expected + 1, limit: prepared.length })
    if (E.isLeft(read)) return read
    const last = read.right.at(-1)
    if (last !== undefined) ends.remember(stream, linkOf(last))
    return settled({ ...ask, ids: prepared.map(({ texts }) => texts.eventId), actual, chain }, read.right)
  }

  /** The position of what was stored, where the answer does not say it. */
  const placed = async ({ stream }: Ask, revision: number): Promise<Outcome<string>> => {
    const read = await standingIn(server, stream, { from: revision, limit: 1 })
    if (E.isLeft(read)) return read
    return E.right(read.right[0]?.event.position ?? '')
  }

  const stored = async (
    ask: Ask,
    { hash, recordedAt }: Chained,
    answer: Extract<Answer, { kind: 'stored' }>,
  ): Promise<Outcome> => {
    const { stream, expected, prepared } = ask
    const revision = expected + prepared.length
    // A server that finds a deleted stream takes it for one without events, and goes on with its revisions.
    if (answer.revision !== revision) return E.left(deletedSoftly(stream))
    const position = answer.place === undefined ? await placed(ask, revision) : E.right(positionOf(answer.place))
    if (E.isLeft(position)) return position
    ends.remember(stream, { revision, hash, recordedAt })
    return E.right({ revision, position: position.right, recordedAt, repeated: false })
  }

  /** What an answer comes to; undefined: it leaves open what was done. */
  const conclude = async (ask: Ask, chain: Chained, answer: Answer): Promise<Outcome | undefined> => {
    const { stream } = ask
    switch (answer.kind) {
      case 'stored':
        return stored(ask, chain, answer)
      case 'wrong-revision': {
        const known = await settle(ask, answer.actual, chain)
        return known === 'new' ? undefined : known
      }
      case 'deleted':
        return E.left(deletedForEver(stream))
      case 'denied':
        return E.left(mayNotAppend(where, stream))
      case 'too-large':
        return E.left(overServersLimit(stream, chain.events, answer.limit))
      case 'unknown':
        return undefined
    }
  }

  /** Sends the same bytes under the same ids until the outcome is known, or time is up. */
  const insist = async (ask: Ask, chain: Chained): Promise<Outcome> => {
    const { stream, expected, timeout } = ask
    let isOpen = false
    for (let attempts = 0; ; attempts++) {
      const sending = { stream: names.streamOnWire(stream), expected, events: chain.events }
      const answer = await line.send(sending, shareOf(left(ask)))
      const concluded = await conclude(ask, chain, answer)
      if (concluded !== undefined) {
        health.answers()
        return concluded
      }
      const said = answer.kind === 'unknown' ? answer.why : 'it answered that the stream stood elsewhere'
      isOpen ||= answer.kind !== 'unknown' || answer.sent
      health.lost(said)
      const wait = pauseAfter(attempts)
      if (left(ask) <= wait)
        return E.left(
          isOpen
            ? unsettled(where, { what: `an append to stream ${stream}`, patience: timeout, said })
            : unreachable(where, said),
        )
      await pause(wait)
    }
  }

  const write = async (ask: Ask): Promise<Outcome> => {
    const { stream, expected, times } = ask
    const link = await linkAt(ask)
    if (E.isLeft(link)) return link
    const [first] = times ?? []
    if (first !== undefined && first < link.right.recordedAt) {
      const known = await settle(ask, expected, undefined)
      return known === 'new' ? recordedBefore(stream, first, link.right.recordedAt) : known
    }
    const made = chained(ask, link.right)
    const fits = fitting(stream, made.events, largest)
    return E.isLeft(fits) ? fits : insist(ask, made)
  }

  const late = ({ stream, timeout }: Ask): Outcome =>
    E.left(unsettled(where, { what: `an append to stream ${stream}`, patience: timeout, said: 'time is up' }))

  /** By the end of its time at the latest; what is under way then is left to itself. */
  const inTime = (ask: Ask): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => {
          resolve(late(ask))
        },
        Math.min(LONGEST_TIMER, Math.max(0, left(ask))),
      )
      inTurn(ask.stream, () => (left(ask) <= 0 ? Promise.resolve(late(ask)) : write(ask)))
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(timer)
        })
    })

  return {
    append: (...[stream, expected, events, options]: AppendArguments): Promise<Outcome> => {
      const { recordedAt: times, timeout = server.patience } = options ?? {}
      const texts = storable({ stream, expected, events, recordedAt: times })
      if (E.isLeft(texts)) return Promise.resolve(texts)
      const prepared = texts.right.map((text, index) => prepare(events[index]?.metadata, text))
      return inTime({ stream, expected, prepared, times, timeout, end: performance.now() + timeout })
    },
  }
}
