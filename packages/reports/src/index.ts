export { backlogAsKnown, type ReadStream } from './backlog-as-known.ts'
export { backlogAt, type Backlog } from './backlog.ts'
export { detailsAt, upTo, type AsOf } from './details-at.ts'
export { differences, type Difference } from './differences.ts'
export { explainMetric, type Explained, type Explanation, type Part } from './explain.ts'
export type { Durations } from './figures.ts'
export {
  incidentReport,
  type IncidentFigures,
  type IncidentReport,
  type ReportQuery,
  type SeriesEntry,
} from './incident-report.ts'
export { metricCatalogue, type CutBy, type Metric } from './metric-catalogue.ts'
export { rangeOfPeriod, type PeriodUnit, type Range } from './periods.ts'
export { queueAt, type QueuePage } from './queue-at.ts'
export { timeZoneOf, type TimeZone } from './time-zone.ts'
export {
  explainClock,
  type ClockAsked,
  type ClockExplanation,
  type NotExplained,
} from './service-levels/explain-clock.ts'
export { explainTicket, type TicketHistories } from './service-levels/explain-ticket.ts'
export { wordsForClock } from './service-levels/clock-words.ts'
export { cycleOutcomes, type CycleOutcome } from './service-levels/cycle-outcomes.ts'
export { boardOf, type BoardAsked, type BoardEntry, type BoardPage } from './service-levels/board-of.ts'
export {
  complianceReport,
  type ComplianceEntry,
  type ComplianceFigures,
  type ComplianceQuery,
  type ComplianceReport,
} from './service-levels/compliance-report.ts'
export {
  complianceByPeriod,
  type CompliancePeriods,
  type CompliancePeriodsQuery,
} from './service-levels/compliance-by-period.ts'
export { externalVerdicts, type ExternalVerdicts } from './service-levels/external-verdicts.ts'
export { billedPeriod, type BilledAsked, type BilledPeriod } from './service-levels/billed-period.ts'
export { penaltiesDueIn, type PenaltiesDue } from './service-levels/penalties-due-in.ts'
export {
  serviceLevelResults,
  type ResultsAsked,
  type ResultsPage,
  type ServiceLevelCut,
} from './service-levels/results.ts'
export { calendarsIn } from './service-levels/calendars-in.ts'
export { clocksOf, type ClockStanding } from './service-levels/clocks-of.ts'
export { gapsIn, type AgreementGaps, type Gaps, type GapsAsked } from './service-levels/gaps-in.ts'
export { wordsForGoal } from './service-levels/goal-words.ts'
export { inForceIn } from './service-levels/in-force-in.ts'
export { whyNoClock, type WhyNoClock } from './service-levels/why-no-clock.ts'
