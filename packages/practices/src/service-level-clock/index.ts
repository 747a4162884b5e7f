export {
  BreachClock,
  CancelClock,
  EscalateClock,
  NoteExternalVerdict,
  PauseClock,
  RelabelClock,
  RestartClock,
  ResumeClock,
  RetargetClock,
  serviceLevelClockCommands,
  StartClock,
  StopClock,
  WarnClock,
  type ServiceLevelClockCommand,
} from './commands.ts'
export {
  ClockBreached,
  ClockCancelled,
  ClockEscalated,
  ClockNotPaused,
  ClockPaused,
  ClockRelabelled,
  ClockRestarted,
  ClockResumed,
  ClockRetargeted,
  ClockStarted,
  ClockStopped,
  ClockWarned,
  ExternalVerdictNoted,
  serviceLevelClockEvents,
  type ServiceLevelClockEvent,
} from './events.ts'
export {
  clockIdOf,
  EscalationStep,
  ExternalVerdict,
  Goal,
  Labels,
  PinnedAgreement,
  PinnedCalendar,
  RetargetPolicy,
  Share,
  Target,
  Terms,
  TicketKind,
  Verdict,
} from './words.ts'
export { breachedAt, cameTo, type Clock, type ClockStatus } from './clock.ts'
export { serviceLevelClockDecider } from './decide.ts'
export { serviceLevelClockExamples } from './examples.ts'
export { hoursKeyOf, hoursOf } from './hours.ts'
export { permissions } from './permissions.ts'
export { serviceLevelClockPractice } from './practice.ts'
export {
  measuresOf,
  serviceLevelClockReadModels,
  serviceLevelFacts,
  serviceLevelStatus,
  timerOf,
  timerPerson,
  valueIn,
  verdictsOf,
  type CycleFact,
  type ServiceLevelBoardRow,
  type ServiceLevelCellLabels,
  type ServiceLevelDimension,
  type ServiceLevelEntry,
  type ServiceLevelFact,
  type ServiceLevelMeasure,
  type ServiceLevelMetric,
  type ServiceLevelStatus,
  type ServiceLevelTimer,
} from './read-models/index.ts'
export { wordsForRefusal } from './refusal-words.ts'
export type { ServiceLevelClockRefusal } from './refusals.ts'
export { runningAsOf, statusAsOf, type StatusAsOf } from './status-as-of.ts'
export type { ServiceLevelClock } from './state.ts'
