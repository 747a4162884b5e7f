import { later, type ClockId, type Instant, type PersonId, type TicketId } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  hoursOf,
  statusAsOf,
  type Clock,
  type ClockRetargeted,
  type PinnedAgreement,
  type ServiceLevelClockEvent,
  type StatusAsOf,
  type Target,
} from '@deskledger/practices/service-level-clock'
import { marksOf, type Mark } from './marks.ts'
import { clockAfter, cyclesOf, type Told } from './past.ts'
import { segmentsOf, type Segment } from './segments.ts'

/** Which account to give. */
export interface ClockAsked {
  /** left out: up to the last step */
  readonly asOf?: Instant
  /** from 1; left out: the last one that had begun */
  readonly cycle?: number
}

/** A goal that was replaced, when and by whom. */
interface Superseded {
  readonly at: Instant
  readonly by: PersonId
  readonly goal: ClockRetargeted['superseded']
}

/** Why a clock stands as it does: what was counted, what was not, and how it adds up. */
export interface ClockExplanation {
  readonly clockId: ClockId
  readonly ticket: TicketId
  readonly target: Target
  readonly cycle: number
  readonly agreement: PinnedAgreement
  readonly calendar: { readonly id: string; readonly version: number; readonly timeZone: string }
  readonly targetSeconds: number
  readonly startedAt: Instant
  /** where the goal begins to count: the start, unless it was set anew from then on */
  readonly countsFrom: Instant
  /** while paused as if it went on then; null: never */
  readonly dueAt: Instant | null
  readonly stoppedAt: Instant | null
  readonly asOf: Instant
  /** the sum over all segments */
  readonly elapsedSeconds: number
  readonly overrunSeconds: number
  readonly verdict: StatusAsOf['verdict']
  readonly breachedAt: Instant | null
  readonly segments: readonly Segment[]
  readonly superseded: readonly Superseded[]
  /** warnings, breaches and escalations that were made known, with who and when */
  readonly marks: readonly Mark[]
  /** what another system says */
  readonly external: Clock['external']
  /** what the ledger recorded at the end; other than the sum only if the platform's time zone data have changed since */
  readonly recordedSeconds: number | null
}

/** Why there is no account. */
export interface NotExplained {
  readonly type: 'ClockNotBegun' | 'CalendarUnusable'
  readonly message: string
}

const notBegun = ({ asOf, cycle }: ClockAsked): NotExplained => ({
  type: 'ClockNotBegun',
  message: `This clock had not begun${cycle === undefined ? '' : ` cycle ${cycle}`}${asOf === undefined ? '' : ` at ${asOf}`}. Ask about a later time or an earlier cycle.`,
})

const unusable = ({ terms: { calendar } }: Clock): NotExplained => ({
  type: 'CalendarUnusable',
  message: `Calendar ${calendar.id} version ${calendar.version} cannot be read on this platform. Install time zone data that know ${calendar.definition.timeZone}.`,
})

const supersededIn = (events: readonly ServiceLevelClockEvent[]): readonly Superseded[] =>
  events.flatMap((event) =>
    event.type === 'ClockRetargeted' ? [{ at: event.effectiveAt, by: event.by, goal: event.superseded }] : [],
  )

const explained = (
  events: readonly ServiceLevelClockEvent[],
  clock: Clock,
  asOf: Instant,
): E.Either<NotExplained, ClockExplanation> => {
  const { terms, ticket, target, cycle, targetSeconds, startedAt, countsFrom, ending, external } = clock
  const { agreement, calendar } = terms
  const { verdict, dueAt } = statusAsOf(clock, asOf)
  return pipe(
    hoursOf(calendar.definition),
    E.mapLeft(() => unusable(clock)),
    E.map((hours) => {
      const segments = segmentsOf({ clock, hours, events, end: asOf })
      const elapsedSeconds = segments.at(-1)?.subtotalSeconds ?? 0
      return {
        clockId: `${ticket}.${target}` as ClockId,
        ticket,
        target,
        cycle,
        agreement,
        calendar: { id: calendar.id, version: calendar.version, timeZone: calendar.definition.timeZone },
        targetSeconds,
        startedAt,
        countsFrom,
        dueAt,
        stoppedAt: ending === null ? null : clock.steppedAt,
        asOf,
        elapsedSeconds,
        overrunSeconds: Math.max(0, elapsedSeconds - targetSeconds),
        verdict,
        breachedAt: verdict === 'missed' ? dueAt : null,
        segments,
        superseded: supersededIn(events),
        marks: marksOf(events, clock),
        external,
        recordedSeconds: ending === null ? null : clock.elapsedSeconds,
      }
    }),
  )
}

/**
 * The account of one clock, from the events of its stream: every start, pause, resume and retarget of a cycle with who and
 * why, and the working intervals counted between them, which add up to what the clock has used.
 * @errors  ClockNotBegun; CalendarUnusable: the platform does not know its time zone any more
 * @example explainClock(events, { asOf })
 */
export const explainClock = (
  events: readonly Told[],
  asked: ClockAsked = {},
): E.Either<NotExplained, ClockExplanation> => {
  const cycles = cyclesOf(events, asked.asOf)
  const { cycle = cycles.length } = asked
  const last = cycles[cycle - 1]
  const clock = clockAfter(cycles.slice(0, cycle))
  if (clock === undefined || last === undefined) return E.left(notBegun(asked))
  const end = clock.ending === null ? later(asked.asOf ?? clock.steppedAt, clock.steppedAt) : clock.steppedAt
  return explained(last, clock, end)
}
