import * as E from 'fp-ts/lib/Either.js'
import type { Batch, StoreFailure, Subscription } from '@deskledger/event-store'
import { START } from '@deskledger/kernel'
import { meaningOf, textOf } from './client-errors.ts'
import { finalFailure } from './failures.ts'
import { gatherer, type Gathering, type Progress, type Wanted } from './gathering.ts'
import { openProbe } from './probing.ts'
import type { LogReading } from './reading-log.ts'
import type { Server } from './server.ts'
import { openSubscription, type Subscribed } from './subscription.ts'

/** Milliseconds that a batch waits for more events, until the end of the log is reached: it fills up meanwhile. */
const GATHER = 20
/** Milliseconds that a position without events is held back, in case events or the end of the log follow at once. */
const HOLD = 250
/** The same for a follower at the end of the log: so often may it move on. */
const HOLD_LIVE = 50
/** Milliseconds of quiet after which a follower who was behind is taken to have come to the end. */
const QUIET = 100

/** What one follower is, however often it subscribes. */
export interface Follower {
  readonly server: Server
  readonly log: LogReading
  readonly subscription: Subscription
  readonly wanted: Wanted
  readonly progress: Progress
  readonly isOver: () => boolean
  /** the server has answered a subscription */
  readonly onConfirmed: () => void
}

/** How the wait for a batch ended. */
export type Waited =
  | { readonly kind: 'batch'; readonly batch: Batch }
  /** somebody must mend something */
  | { readonly kind: 'failed'; readonly failure: StoreFailure }
  /** subscribing again may help */
  | { readonly kind: 'lost'; readonly why: string }
  | { readonly kind: 'over' }

const lost = (why: string): Waited => ({ kind: 'lost', why })

/** How a subscription came to its end; undefined: it goes on, or something is unread. */
const endOf = ({ where }: Server, subscribed: Subscribed): Waited | undefined => {
  const end = subscribed.end()
  if (end === undefined || subscribed.unread() > 0) return undefined
  if (end.kind === 'end') return lost('was ended by the server')
  const failure = finalFailure(where, 'read $all', end.error)(meaningOf(end.error))
  return failure === undefined ? lost(`was lost (${textOf(end.error)})`) : { kind: 'failed', failure }
}

/** How long a batch is held back: for more events, and so that not every checkpoint among others' events is a batch. */
const openHold = (progress: Progress) => {
  let since: number | undefined
  let time = 0
  const left = () => (since === undefined ? Infinity : since + time - performance.now())
  return {
    left,
    isOver: ({ events }: Batch): boolean => {
      since ??= performance.now()
      time = events.length > 0 ? (progress.live ? 0 : GATHER) : progress.live ? HOLD_LIVE : HOLD
      return left() <= 0
    },
    end: () => {
      since = undefined
    },
  }
}

/** A batch that is given at once. */
const isNews = ({ events, caughtUp, full }: Gathering, { told }: Progress): boolean =>
  full || (caughtUp && (events.length > 0 || !told))

/** One subscription, as long as it lasts. */
export const openSpell = (follower: Follower) => {
  const { server, log, progress, wanted } = follower
  const from = progress.looked === START ? log.beginning() : progress.looked
  const subscribed = openSubscription(follower, from)
  const gathered = gatherer(server, wanted)
  const probe = openProbe(log, follower.subscription, subscribed.ring)
  const hold = openHold(progress)
  let heard = performance.now()
  progress.live = false
  progress.behind = false

  /** A ledger without events stays at START, whatever others write. */
  const hasBegun = async (): Promise<boolean> => {
    if (progress.begun) return true
    const first = await log.read({ after: START, limit: 1 })
    progress.begun = E.isRight(first) && first.right.events.length > 0
    return progress.begun
  }
  /** Nothing more comes: neither more events for a batch, nor the end of the log. */
  const isStuck = (): boolean => progress.failure !== undefined || subscribed.end() !== undefined
  const isReady = async (batch: Gathering): Promise<boolean> => {
    if (isNews(batch, progress)) return true
    if (batch.events.length > 0) return isStuck() || hold.isOver(batch)
    return batch.position > progress.given && (await hasBegun()) && hold.isOver(batch)
  }
  const give = async ({ events, position, caughtUp }: Batch): Promise<Waited> => {
    const given = (await hasBegun()) ? position : START
    hold.end()
    gathered.cut()
    progress.given = given
    progress.told = caughtUp
    return { kind: 'batch', batch: { events, position: given, caughtUp } }
  }
  /** Silence while the server should speak: before it confirmed, and before it came to the end of the log. */
  const silenceLeft = (): number =>
    progress.live ? Infinity : heard + server.patience / (subscribed.confirmed() ? 1 : 2) - performance.now()
  const patience = (): number =>
    Math.max(
      1,
      Math.min(hold.left(), silenceLeft(), progress.behind ? QUIET : Infinity, progress.live ? probe.due() : Infinity),
    )
  const afterSilence = (): Waited | undefined => {
    if (silenceLeft() <= 0) return lost('was not answered')
    if (performance.now() - heard >= QUIET) progress.behind = false
    if (progress.live && probe.due() <= 0) probe.look(progress.looked)
    return undefined
  }
  const troubleNow = (): Waited | undefined => {
    if (progress.failure !== undefined) return { kind: 'failed', failure: progress.failure }
    return probe.judge(progress) ? endOf(server, subscribed) : lost('fell silent while events were written')
  }
  const wait = async (): Promise<Waited | undefined> => {
    if (!(await subscribed.wait(patience()))) return afterSilence()
    heard = performance.now()
    return undefined
  }

  return {
    /** The next batch, or why there is none. */
    next: async (): Promise<Waited> => {
      heard = performance.now()
      for (;;) {
        if (follower.isOver()) return { kind: 'over' }
        const batch = gathered.look(subscribed, progress)
        if (batch.events.length > 0) probe.heard()
        if (await isReady(batch)) return give(batch)
        const trouble = troubleNow() ?? (await wait())
        if (trouble !== undefined) return trouble
      }
    },
    stop: subscribed.stop,
  }
}
export type Spell = ReturnType<typeof openSpell>
