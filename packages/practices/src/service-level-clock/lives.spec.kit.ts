import { instantOf } from '@deskledger/kernel'
import * as fc from 'fast-check'
import type { ServiceLevelClockCommand } from './commands.ts'
import { body, labels, pauseReasons, said, ticket, title } from './examples/said.ts'
import { terms } from './terms.spec.kit.ts'
import type { RetargetPolicy, Terms } from './words.ts'

const START = 1_741_334_400_000 // 2025-03-07T08:00:00.000Z, a Friday; clocks change that Sunday, on 30 March and on 6 April
const HOUR = 3600
const DAY = 24 * HOUR

/** A command, but for the clock, who asks and when. */
type Asked = ServiceLevelClockCommand extends infer Command
  ? Command extends unknown
    ? Omit<Command, keyof typeof said>
    : never
  : never

/** What is asked, and how many milliseconds after what was asked before. */
type Step = readonly [millis: number, asked: Asked]

/** The commands to a clock that is started at a time, in milliseconds since 1970, and what is asked of it then. */
export const lifeOf = (start: number, wanted: Terms, steps: readonly Step[]): readonly ServiceLevelClockCommand[] => {
  let millis = start
  const started: ServiceLevelClockCommand = {
    type: 'StartClock',
    ...said,
    at: instantOf(millis),
    ticket,
    kind: 'incident',
    target: 'resolve',
    terms: wanted,
    pauseReasons,
    labels,
  }
  const asked = steps.map(([after, command]) => {
    millis += after
    return { ...said, at: instantOf(millis), ...command }
  })
  return [started, ...asked]
}

const reason = fc.constantFrom(...pauseReasons, title('AwaitingChange'))
const policy = fc.constantFrom<RetargetPolicy>('recompute-from-origin', 'from-now', 'keep')
const retargeted = (priority: 1 | 4): fc.Arbitrary<Asked> =>
  fc.record({
    type: fc.constant('RetargetClock' as const),
    policy,
    terms,
    priority: fc.constant(priority),
    why: fc.constant(body(priority === 1 ? 'Priority raised to 1.' : 'Priority lowered to 4.')),
  })
const paused = fc.record({ type: fc.constant('PauseClock' as const), reason })
const resumed = fc.constant({ type: 'ResumeClock' as const })

/** At once, soon, in some days, or said to be before what was said already. */
const seconds = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 30 * HOUR }),
  fc.integer({ min: 2 * DAY, max: 5 * DAY }),
  fc.integer({ min: -2 * DAY, max: 0 }),
)
const overDays = fc.integer({ min: 2 * DAY, max: 5 * DAY })
const step = (asked: fc.Arbitrary<Asked>, after = seconds): fc.Arbitrary<Step> =>
  fc.tuple(
    after.map((count) => count * 1000 + 7),
    asked,
  )
const some = fc.array(step(fc.oneof(paused, resumed, retargeted(1), retargeted(4))), { maxLength: 3 })

/** Raised and lowered, and paused for days; in between anything. */
const cycle: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    some,
    step(retargeted(1)),
    some,
    step(paused),
    step(resumed, overDays),
    step(retargeted(4)),
    some,
    step(fc.constant({ type: 'StopClock' as const, why: title('Resolved') })),
    step(fc.constant({ type: 'RestartClock' as const, why: title('Reopened') })),
  )
  .map((parts) => parts.flatMap((part) => (isStep(part) ? [part] : part)))

const isStep = (part: Step | readonly Step[]): part is Step => typeof part[0] === 'number'

/**
 * Commands to a clock that has a hard life: three times reopened, in each cycle raised, lowered and paused for days, over
 * weekends, holidays and changes of clocks; told late and out of order.
 */
export const hardLives: fc.Arbitrary<readonly ServiceLevelClockCommand[]> = fc
  .tuple(terms, cycle, cycle, cycle, some)
  .map(([wanted, ...cycles]) => lifeOf(START, wanted, cycles.flat()))
