import type { Decider } from '@deskledger/kernel'
import type { ServiceLevelClockCommand } from './commands.ts'
import type { ServiceLevelClockEvent } from './events.ts'
import type { ServiceLevelClockRefusal } from './refusals.ts'
import { cancel, stop } from './rules/ending.ts'
import { noteExternalVerdict, relabel } from './rules/noting.ts'
import { pause, resume } from './rules/pausing.ts'
import { retarget } from './rules/retargeting.ts'
import { restart, start } from './rules/starting.ts'
import { breach, escalate, warn } from './rules/telling.ts'
import type { Decided } from './rules/verdict.ts'
import { evolve, initial, type ServiceLevelClock } from './state.ts'

const decide = (command: ServiceLevelClockCommand, clock: ServiceLevelClock): Decided => {
  switch (command.type) {
    case 'StartClock':
      return start(command, clock)
    case 'PauseClock':
      return pause(command, clock)
    case 'ResumeClock':
      return resume(command, clock)
    case 'RetargetClock':
      return retarget(command, clock)
    case 'WarnClock':
      return warn(command, clock)
    case 'BreachClock':
      return breach(command, clock)
    case 'EscalateClock':
      return escalate(command, clock)
    case 'StopClock':
      return stop(command, clock)
    case 'RestartClock':
      return restart(command, clock)
    case 'CancelClock':
      return cancel(command, clock)
    case 'NoteExternalVerdict':
      return noteExternalVerdict(command, clock)
    case 'RelabelClock':
      return relabel(command, clock)
  }
}

/** The rules of service level clocks. */
export const serviceLevelClockDecider: Decider<
  ServiceLevelClockCommand,
  ServiceLevelClock,
  ServiceLevelClockEvent,
  ServiceLevelClockRefusal
> = { initial, decide, evolve }
