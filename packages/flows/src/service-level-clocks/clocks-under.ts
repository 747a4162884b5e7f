import type { ClockId, IncidentId, StoredEvent } from '@deskledger/kernel'
import type { InForce } from '@deskledger/practices/agreement'
import {
  serviceLevelClockDecider,
  type PinnedCalendar,
  type ServiceLevelClock,
  type ServiceLevelClockCommand,
  type ServiceLevelClockEvent,
  type ServiceLevelClockRefusal,
} from '@deskledger/practices/service-level-clock'
import * as E from 'fp-ts/lib/Either.js'
import { clockIdIn } from './asking.ts'
import { following } from './following.ts'
import { incidentTypes, type TicketEvent } from './incident-steps.ts'
import { targets, type Followed, type TargetName } from './memory.ts'
import { promisesOf } from './promises.ts'

/** Versions of agreements in force, each from and until when it says, and the calendars that they name. */
export interface Agreed {
  readonly inForce: readonly InForce[]
  readonly calendars: readonly PinnedCalendar[]
}

/** A clock as it would have run; no events: nothing would have been promised. */
export interface ClockUnder {
  readonly clockId: ClockId
  readonly target: TargetName
  readonly events: readonly ServiceLevelClockEvent[]
  /** what the rules of clocks forbid of it, such as a goal that its calendar never comes to */
  readonly refused: readonly ServiceLevelClockRefusal[]
}

type Happened = Pick<StoredEvent, 'type' | 'data'>

const followed: ReadonlySet<string> = new Set(incidentTypes)
const isFollowed = (event: Happened): event is Happened & { readonly data: TicketEvent } => followed.has(event.type)

const { initial, decide, evolve } = serviceLevelClockDecider

/** A clock that is asked one thing after another, and keeps what has come of it. */
const newClock = (incidentId: IncidentId, target: TargetName) => {
  const events: ServiceLevelClockEvent[] = []
  const refused: ServiceLevelClockRefusal[] = []
  let clock: ServiceLevelClock = initial
  const clockId = clockIdIn({ incidentId, target })
  return {
    asked: (command: ServiceLevelClockCommand): void => {
      if (command.clockId !== clockId) return
      const decided = decide(command, clock)
      if (E.isLeft(decided)) {
        refused.push(decided.left)
        return
      }
      clock = decided.right.reduce(evolve, clock)
      events.push(...decided.right)
    },
    result: (): ClockUnder => ({ clockId, target, events, refused }),
  }
}

/**
 * The clocks of an incident as they would have run had this been agreed all along: asked what the flow asks because of the
 * incident's own events, and nothing by timers, so that a breach is told with the step after it. Writes nothing.
 * @example clocksUnder({ inForce, calendars })(await ledger.history('incident-INC0000001'))
 */
export const clocksUnder = ({ inForce, calendars }: Agreed) => {
  const promises = promisesOf(inForce, calendars)
  return (events: readonly Happened[]): readonly ClockUnder[] => {
    const happened = events.filter(isFollowed).map(({ data }) => data)
    const [first] = happened
    if (first === undefined) return []
    const clocks = targets.map((target) => newClock(first.incidentId, target))
    let known: Followed | undefined
    for (const event of happened) {
      const next = following(known, event, promises)
      known = next?.followed
      for (const command of next?.commands ?? []) for (const clock of clocks) clock.asked(command)
    }
    return clocks.map(({ result }) => result())
  }
}
