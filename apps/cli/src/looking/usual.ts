import type { Query } from '@deskledger/read-store'

/** How a read model is listed where nobody says otherwise. */
interface Usual {
  /** what comes first; left out: in the order of the keys */
  readonly sort?: NonNullable<Query['sort']>
  /** what people see of a row, one level deep; left out: the first plain fields that say something */
  readonly columns?: readonly string[]
}

const byText = (...paths: readonly string[]): NonNullable<Query['sort']> => paths.map((path) => ({ path }))
const clock = ['ticket', 'target'] as const
const labels = ['priority', 'team', 'service', 'customer'] as const

/** What is usual, by the name of the read model. */
export const usual: Readonly<Record<string, Usual>> = {
  'incident-queue': { sort: byText('priority', 'reportedAt') },
  agreements: {
    sort: [{ path: 'updatedAt', descending: true }],
    columns: ['agreementId', 'name', 'kind', 'customer', 'status', 'versionInForce', 'from', 'until', 'latestVersion'],
  },
  'agreement-versions': {
    sort: byText('agreementId', 'version'),
    columns: ['agreementId', 'version', 'proposedBy', 'by', 'at', 'agreedAt'],
  },
  'agreements-in-force': {
    sort: byText('agreementId', 'version'),
    columns: ['agreementId', 'version', 'kind', 'provider', 'customer', 'from', 'until'],
  },
  'business-calendars': {
    sort: byText('name'),
    columns: ['calendarId', 'name', 'timeZone', 'status', 'version', 'updatedAt', 'updatedBy'],
  },
  'business-calendar-versions': {
    sort: byText('calendarId', 'version'),
    columns: ['calendarId', 'version', 'madeBy', 'by', 'at'],
  },
  'service-level-status': {
    sort: byText('ticket', 'target'),
    columns: [...clock, 'cycle', 'status', 'verdict', 'dueAt', 'pausedSince', 'breachedAt', 'targetSeconds'],
  },
  'service-level-board': { sort: byText('dueAt'), columns: ['dueAt', ...clock, ...labels, 'agreement'] },
  'service-level-timers': { sort: byText('wakeAt'), columns: ['wakeAt', 'ask.clockId', 'ask.type', 'ask.percent'] },
  'service-level-entries': {
    sort: [{ path: 'at', descending: true }],
    columns: ['at', ...clock, 'cycle', 'outcome', 'overrunSeconds', 'agreement', ...labels],
  },
  'service-level-facts': { sort: byText('ticket', 'target') },
}
