import type { Role } from '@deskledger/kernel'
import type { ServiceLevelClockCommand } from './commands.ts'

const flows: readonly Role[] = ['system']
const managers: readonly Role[] = ['manager', 'system']

/** Which roles may ask which command. Clocks are run by flows and timers; people correct what no flow can know. */
export const permissions: Readonly<Record<ServiceLevelClockCommand['type'], readonly Role[]>> = {
  StartClock: flows,
  PauseClock: flows,
  ResumeClock: flows,
  RetargetClock: managers,
  WarnClock: flows,
  BreachClock: flows,
  EscalateClock: flows,
  StopClock: flows,
  RestartClock: flows,
  CancelClock: managers,
  NoteExternalVerdict: ['importer', 'system'],
  RelabelClock: managers,
}
