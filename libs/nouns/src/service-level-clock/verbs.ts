import type { ServiceLevelClockCommand } from '@deskledger/practices/service-level-clock'
import { words, type VerbWords } from '../verb-words.ts'

/** Every command as a verb; flows and timers ask most of them. A command that is missing here does not compile. */
export const serviceLevelClockVerbs: Readonly<Record<ServiceLevelClockCommand['type'], VerbWords>> = {
  StartClock: words(
    'start',
    'begin to count for one target of a ticket; flows do so by the agreements in force',
    '--ticket INC0000001 --kind incident --target resolve --terms @terms.json --labels @labels.json',
  ),
  PauseClock: words(
    'pause',
    'say what the ticket waits for; pinned reasons say whether that pauses',
    '--reason AwaitingCaller',
  ),
  ResumeClock: words('resume', 'say that the ticket does not wait any more'),
  RetargetClock: words(
    'retarget',
    'let another promise hold from here',
    '--policy keep --terms @terms.json --priority 2 --why "Priority raised"',
  ),
  WarnClock: words('warn', 'make known that so many percent of the goal are used up', '--percent 80'),
  BreachClock: words('breach', 'make known that the due instant has passed'),
  EscalateClock: words('escalate', 'make known that steps are to be taken at so many percent', '--percent 100'),
  StopClock: words('stop', 'say that what was promised is done', '--why Resolved'),
  RestartClock: words('restart', 'count again in a new cycle: the ticket was reopened', '--why Reopened'),
  CancelClock: words('cancel', 'say that there is nothing to promise any more', '--reason "Merged into INC0000007"'),
  NoteExternalVerdict: words(
    'note-external-verdict',
    'keep what another system says of this target',
    '--source ServiceNow --verdict missed',
  ),
  RelabelClock: words('relabel', 'say whose figures the last cycle belongs to', '--team desk'),
}
