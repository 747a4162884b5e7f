import type { AgreementId, ClockId, DerivedTable, Instant, TicketId } from '@deskledger/kernel'
import { hoursKeyOf } from '../hours.ts'
import type { Running } from '../status-as-of.ts'
import type { Labels, Target, TicketKind } from '../words.ts'
import type { ServiceLevelStatus } from './status.ts'

/**
 * A clock that runs towards its due instant, with all that says how it stands at another time: but for its hours, which are
 * most of a clock and the same for many. `hours` tells them from others, and the document of the clock has them.
 */
export interface ServiceLevelBoardRow extends Labels, Running {
  readonly clockId: ClockId
  readonly ticket: TicketId
  readonly kind: TicketKind
  readonly target: Target
  readonly agreement: AgreementId
  readonly dueAt: Instant
  /** SHA-256 of the text of what the hours are defined by */
  readonly hours: string
}

const rowOf = (status: ServiceLevelStatus, dueAt: Instant): ServiceLevelBoardRow => ({
  clockId: status.clockId,
  ticket: status.ticket,
  kind: status.kind,
  target: status.target,
  agreement: status.terms.agreement.id,
  dueAt,
  service: status.labels.service,
  team: status.labels.team,
  priority: status.labels.priority,
  customer: status.labels.customer,
  targetSeconds: status.targetSeconds,
  steppedAt: status.steppedAt,
  elapsedSeconds: status.elapsedSeconds,
  escalateAt: status.escalateAt,
  hours: hoursKeyOf(status.terms.calendar.definition),
})

/** What is due soon: clocks that run, neither paused nor known to be breached. Every filter with the due instant has an index. */
export const serviceLevelBoard: DerivedTable<ServiceLevelStatus> = {
  name: 'service-level-board',
  indexes: [
    { name: 'dueAt', fields: ['dueAt'] },
    { name: 'team-dueAt', fields: ['team', 'dueAt'] },
    { name: 'service-dueAt', fields: ['service', 'dueAt'] },
    { name: 'team-service-dueAt', fields: ['team', 'service', 'dueAt'] },
  ],
  rowsOf: (status) => {
    const { clockId, dueAt, breachedAt } = status
    const shown = status.status === 'Running' && dueAt !== null && breachedAt === null
    return shown ? [{ key: clockId, row: rowOf(status, dueAt) }] : []
  },
}
