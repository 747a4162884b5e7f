import type { AgreementId, ClockId, DerivedTable, Instant, TicketId } from '@deskledger/kernel'
import type { Labels, Target, TicketKind } from '../words.ts'
import type { ServiceLevelStatus } from './status.ts'

/** A clock that runs towards its due instant. */
export interface ServiceLevelBoardRow extends Labels {
  readonly clockId: ClockId
  readonly ticket: TicketId
  readonly kind: TicketKind
  readonly target: Target
  readonly agreement: AgreementId
  readonly dueAt: Instant
}

const rowOf = (
  { clockId, ticket, kind, target, terms, labels }: ServiceLevelStatus,
  dueAt: Instant,
): ServiceLevelBoardRow => ({
  clockId,
  ticket,
  kind,
  target,
  agreement: terms.agreement.id,
  dueAt,
  service: labels.service,
  team: labels.team,
  priority: labels.priority,
  customer: labels.customer,
})

/** What is due soon: clocks that run, neither paused nor known to be breached. Every filter with the due instant has an index. */
export const serviceLevelBoard: DerivedTable<ServiceLevelStatus> = {
  name: 'service-level-board',
  indexes: [
    { name: 'dueAt', fields: ['dueAt'] },
    { name: 'team-dueAt', fields: ['team', 'dueAt'] },
    { name: 'service-dueAt', fields: ['service', 'dueAt'] },
  ],
  rowsOf: (status) => {
    const { clockId, dueAt, breachedAt } = status
    const shown = status.status === 'Running' && dueAt !== null && breachedAt === null
    return shown ? [{ key: clockId, row: rowOf(status, dueAt) }] : []
  },
}
