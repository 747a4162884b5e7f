import { type Instant, type TicketId } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  serviceLevelClockDecider,
  statusAsOf,
  type Clock,
  type ClockRestarted,
  type ClockRetargeted,
  type ClockStarted,
  type Labels,
  type ServiceLevelClock,
  type ServiceLevelClockCommand,
  type ServiceLevelClockEvent,
  type ServiceLevelClockRefusal,
  type StartClock,
  type StatusAsOf,
  type Target,
  type Terms,
  type TicketKind,
} from '@deskledger/practices/service-level-clock'
import { cyclesOf, type Told } from './past.ts'

/** What another agreement is asked: what it promises of a ticket as it was then. */
export interface PromiseAsked {
  readonly ticket: TicketId
  readonly kind: TicketKind
  readonly target: Target
  readonly labels: Labels
  readonly at: Instant
}

/** What it promises; undefined: nothing. */
export type PromiseOf = (
  asked: PromiseAsked,
) => { readonly terms: Terms; readonly pauseReasons: StartClock['pauseReasons'] } | undefined

/** How a cycle came out. */
export interface CycleOutcome {
  readonly cycle: number
  readonly verdict: StatusAsOf['verdict']
  readonly targetSeconds: number
  readonly dueAt: Instant | null
  readonly stoppedAt: Instant | null
  readonly elapsedSeconds: number
  readonly overrunSeconds: number
}

/** What was recorded, and what would have been; null: the other agreement promises nothing. */
export interface Replay {
  readonly recorded: readonly CycleOutcome[]
  readonly other: readonly CycleOutcome[] | null
  /** what would have happened, to be explained as any other clock; nothing of it is written */
  readonly events: readonly Told[]
}

const outcomeOf = (clock: Clock, asOf: Instant): CycleOutcome => {
  const { verdict, dueAt, elapsedSeconds, leftSeconds } = statusAsOf(clock, asOf)
  const { cycle, targetSeconds, ending, steppedAt } = clock
  const stoppedAt = ending === null ? null : steppedAt
  return { cycle, verdict, targetSeconds, dueAt, stoppedAt, elapsedSeconds, overrunSeconds: Math.max(0, -leftSeconds) }
}

const { initial, evolve, decide } = serviceLevelClockDecider

const outcomesOf = (events: readonly Told[], asOf: Instant): readonly CycleOutcome[] => {
  let clock: ServiceLevelClock = initial
  return cyclesOf(events, asOf).flatMap((cycle) => {
    clock = cycle.reduce(evolve, clock)
    return clock.status === 'Unknown' ? [] : [outcomeOf(clock, asOf)]
  })
}

type Followed = E.Either<ServiceLevelClockRefusal, readonly ServiceLevelClockEvent[]>
type Promised = NonNullable<ReturnType<PromiseOf>>
type Begun = ClockStarted | ClockRestarted | ClockRetargeted

/** What the other agreement promises at an event that brings terms. */
const askedAt = (event: Begun, clock: ServiceLevelClock): PromiseAsked | undefined => {
  const { at } = event
  if (event.type === 'ClockStarted') {
    const { ticket, kind, target, labels } = event
    return { ticket, kind, target, labels, at }
  }
  if (clock.status === 'Unknown') return undefined
  const { ticket, kind, target } = clock
  const labels = event.type === 'ClockRestarted' ? event.labels : { ...clock.labels, priority: event.priority }
  return { ticket, kind, target, labels, at }
}

const begun = (event: Begun, { terms, pauseReasons }: Promised): ServiceLevelClockCommand => {
  const { clockId, by, at } = event
  switch (event.type) {
    case 'ClockStarted': {
      const { ticket, kind, target, labels } = event
      return { type: 'StartClock', clockId, by, at, ticket, kind, target, terms, pauseReasons, labels }
    }
    case 'ClockRestarted':
      return { type: 'RestartClock', clockId, by, at, why: event.why, terms, pauseReasons, labels: event.labels }
    case 'ClockRetargeted': {
      const { policy, priority, why } = event
      return { type: 'RetargetClock', clockId, by, at, policy, terms, priority, why }
    }
  }
}

/** What was asked for an event to happen; undefined: it followed from others. */
const again = (event: Exclude<ServiceLevelClockEvent, Begun>): ServiceLevelClockCommand | undefined => {
  const { clockId, by, at } = event
  switch (event.type) {
    case 'ClockPaused':
    case 'ClockNotPaused':
      return { type: 'PauseClock', clockId, by, at, reason: event.reason }
    case 'ClockResumed':
      return { type: 'ResumeClock', clockId, by, at }
    case 'ClockStopped':
      return { type: 'StopClock', clockId, by, at, why: event.why }
    case 'ClockCancelled':
      return { type: 'CancelClock', clockId, by, at, reason: event.reason }
    case 'ClockRelabelled':
      return { type: 'RelabelClock', clockId, by, at, ...event.to }
    case 'ExternalVerdictNoted':
      return { type: 'NoteExternalVerdict', clockId, by, at, source: event.source, verdict: event.verdict }
    case 'ClockWarned':
    case 'ClockBreached':
    case 'ClockEscalated':
      return undefined
  }
}

const isBegun = (event: ServiceLevelClockEvent): event is Begun =>
  event.type === 'ClockStarted' || event.type === 'ClockRestarted' || event.type === 'ClockRetargeted'

/** The command under the other agreement; undefined: none follows, and what was promised before stays. */
const commandFor = (
  event: ServiceLevelClockEvent,
  clock: ServiceLevelClock,
  promiseOf: PromiseOf,
): ServiceLevelClockCommand | undefined => {
  if (!isBegun(event)) return again(event)
  const question = askedAt(event, clock)
  const promised = question && promiseOf(question)
  return promised && begun(event, promised)
}

/** What happens; nothing where the ticket was reopened and nothing is promised any more: what comes then is not the clock's. */
const followsFrom = (command: ServiceLevelClockCommand | undefined, clock: ServiceLevelClock): Followed =>
  command === undefined
    ? E.right([])
    : pipe(
        decide(command, clock),
        E.orElse((refusal): Followed => (refusal.type === 'ClockAlreadyStopped' ? E.right([]) : E.left(refusal))),
      )

/**
 * The same steps of a ticket under another agreement, beside what was recorded. Waits are replayed whether they paused the
 * clock or not, so that a policy that pauses more or less is seen. Writes nothing.
 * @errors  the refusal that the other agreement's terms meet with, such as a goal that its calendar never comes to
 * @example replayUnder(events, () => ({ terms, pauseReasons }), { asOf })
 */
export const replayUnder = (
  events: readonly Told[],
  promiseOf: PromiseOf,
  { asOf }: { readonly asOf: Instant },
): E.Either<ServiceLevelClockRefusal, Replay> => {
  const recorded = outcomesOf(events, asOf)
  const would: Told[] = []
  let clock: ServiceLevelClock = initial
  for (const event of cyclesOf(events, asOf).flat()) {
    if (clock.status === 'Unknown' && event.type !== 'ClockStarted') break
    const next = followsFrom(commandFor(event, clock, promiseOf), clock)
    if (E.isLeft(next)) return next
    clock = next.right.reduce(evolve, clock)
    would.push(...next.right.map((data) => ({ data })))
  }
  return E.right({ recorded, other: would.length === 0 ? null : outcomesOf(would, asOf), events: would })
}
