import type { AgreementId, ClockId, DerivedTable, Instant, TicketId, Uuid } from '@deskledger/kernel'
import type { Labels, Target, TicketKind } from '../words.ts'
import { breachOf } from './cycles.ts'
import type { CycleFact, ServiceLevelFact } from './fact.ts'

/** One result behind the figures: a cycle that met its target, at its stop, or one that breached it, when it was due. */
export interface ServiceLevelEntry extends Labels {
  readonly outcome: 'met' | 'breached'
  readonly at: Instant
  readonly clockId: ClockId
  readonly ticket: TicketId
  readonly kind: TicketKind
  readonly target: Target
  readonly cycle: number
  readonly agreement: AgreementId
  readonly agreementVersion: number
  readonly targetSeconds: number
  /** null: not stopped yet */
  readonly elapsedSeconds: number | null
  readonly overrunSeconds: number
  /** breached, and nobody has stopped it yet */
  readonly running: boolean
  /** the events that prove it */
  readonly eventIds: readonly Uuid[]
}

type Own = Pick<ServiceLevelEntry, 'outcome' | 'at' | 'eventIds'>

const entry = (fact: ServiceLevelFact, cycle: CycleFact, { outcome, at, eventIds }: Own): ServiceLevelEntry => ({
  outcome,
  at,
  clockId: fact.clockId,
  ticket: fact.ticket,
  kind: fact.kind,
  target: fact.target,
  cycle: cycle.cycle,
  agreement: cycle.agreement.id,
  agreementVersion: cycle.agreement.version,
  service: cycle.labels.service,
  team: cycle.labels.team,
  priority: cycle.labels.priority,
  customer: cycle.labels.customer,
  targetSeconds: cycle.targetSeconds,
  elapsedSeconds: cycle.end?.elapsedSeconds ?? null,
  overrunSeconds: cycle.end?.overrunSeconds ?? 0,
  running: cycle.outcome === 'running',
  eventIds,
})

const ofCycle = (fact: ServiceLevelFact, cycle: CycleFact): readonly ServiceLevelEntry[] => {
  const { outcome, begun, end } = cycle
  if (outcome === 'met')
    return end ? [entry(fact, cycle, { outcome, at: end.at, eventIds: [begun.eventId, end.eventId] })] : []
  const breach = breachOf(cycle)
  if (breach === undefined) return []
  const eventIds = [begun.eventId, breach.eventId, ...(end ? [end.eventId] : [])]
  return [entry(fact, cycle, { outcome: 'breached', at: breach.at, eventIds })]
}

/** The results that a clock stands for, at most one of a cycle. */
export const entriesOf = (fact: ServiceLevelFact): readonly ServiceLevelEntry[] =>
  fact.cycles.flatMap((cycle) => ofCycle(fact, cycle))

/** Drill-down: the results behind every figure, with the events that prove them. */
export const serviceLevelEntries: DerivedTable<ServiceLevelFact> = {
  name: 'service-level-entries',
  indexes: [
    { name: 'at', fields: ['at'] },
    { name: 'outcome-at', fields: ['outcome', 'at'] },
    { name: 'agreement-outcome-at', fields: ['agreement', 'outcome', 'at'] },
    { name: 'service-outcome-at', fields: ['service', 'outcome', 'at'] },
    { name: 'team-outcome-at', fields: ['team', 'outcome', 'at'] },
    { name: 'clock', fields: ['clockId', 'cycle'] },
  ],
  rowsOf: (fact) => entriesOf(fact).map((row) => ({ key: `${row.clockId}/${row.cycle}`, row })),
}
