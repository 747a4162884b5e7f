import {
  happened,
  nothing,
  refused,
  later,
  type ClockId,
  type Decision,
  type Instant,
  type PersonId,
} from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import type { Clock } from '../clock.ts'
import type { ServiceLevelClockEvent } from '../events.ts'
import type { ServiceLevelClockRefusal } from '../refusals.ts'
import type { ServiceLevelClock } from '../state.ts'

export type Decided = Decision<ServiceLevelClockEvent, ServiceLevelClockRefusal>

/** What every command and event says: of which clock, who and when. */
export interface Said {
  readonly clockId: ClockId
  readonly by: PersonId
  readonly at: Instant
}

export const said = ({ clockId, by, at }: Said): Said => ({ clockId, by, at })
export const did = (...events: readonly ServiceLevelClockEvent[]): Decided => happened(...events)
export const no = (refusal: ServiceLevelClockRefusal): Decided => refused(refusal)
/** Events, unless what was asked for is so already. */
export const unless = (already: boolean, ...events: readonly ServiceLevelClockEvent[]): Decided =>
  already ? nothing : did(...events)

export type Rule<Command> = (command: Command, clock: ServiceLevelClock) => Decided
type KnownRule<Command> = (command: Command, clock: Clock) => Decided

/** A rule for clocks that were started, whatever became of them. */
export const whenKnown =
  <Command extends Said>(rule: KnownRule<Command>): Rule<Command> =>
  (command, clock) =>
    clock.status === 'Unknown' ? no({ type: 'ClockNotFound', clockId: command.clockId }) : rule(command, clock)

/** Why nothing can happen to a clock that has ended. */
export const over = (clockId: ClockId, { status, steppedAt, ending }: Clock): Decided =>
  status === 'Cancelled'
    ? no({ type: 'ClockAlreadyCancelled', clockId, reason: ending?.why ?? null })
    : no({ type: 'ClockAlreadyStopped', clockId, stoppedAt: steppedAt, verdict: ending?.verdict ?? null })

/** A rule for clocks that run or are paused. */
export const whenGoing = <Command extends Said>(rule: KnownRule<Command>): Rule<Command> =>
  whenKnown((command, clock) => (clock.ending === null ? rule(command, clock) : over(command.clockId, clock)))

/** When a step counts from: never before the step in front of it, so that no time is counted twice or backwards. */
export const effective = ({ at }: Said, { steppedAt }: Clock): Instant => later(at, steppedAt)

/** The rest of a rule, once what it needs is there. */
export const given =
  <Found>(rest: (found: Found) => Decided) =>
  (found: E.Either<ServiceLevelClockRefusal, Found>): Decided =>
    E.isLeft(found) ? no(found.left) : rest(found.right)
