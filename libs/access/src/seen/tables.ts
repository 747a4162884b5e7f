import type { AnyProjection, Contribution } from '@deskledger/kernel'
import { incidentPractice } from '@deskledger/practices/incident'
import { serviceLevelClockPractice } from '@deskledger/practices/service-level-clock'

/** How a table tells whose its documents are. What is in no table here is seen by programs of the system alone. */
export type Table =
  /** by their own caller and groups, which are the ticket's as it stands */
  | { readonly kind: 'row' }
  /** by the ticket that a field names: they may be older than what it is now */
  | { readonly kind: 'ticket'; readonly field: string }
  /** they have no owner */
  | { readonly kind: 'shared' }
  /** they are numbers over the tickets of another table */
  | {
      readonly kind: 'cells'
      readonly facts: string
      /** of facts: the field that names their ticket; null: their key does */
      readonly field: string | null
      readonly contributionsOf: (fact: object) => readonly Contribution[]
    }

const row: Table = { kind: 'row' }
const byIncident: Table = { kind: 'ticket', field: 'incidentId' }
const byTicket: Table = { kind: 'ticket', field: 'ticket' }
const shared: Table = { kind: 'shared' }

const cellsOf = (models: readonly AnyProjection[], field: string | null): readonly (readonly [string, Table])[] =>
  models.flatMap(({ name: facts, rollups }) =>
    rollups.map(({ name, contributionsOf }) => [name, { kind: 'cells', facts, field, contributionsOf }] as const),
  )

/** Every table that people look at. */
export const tables: ReadonlyMap<string, Table> = new Map<string, Table>([
  ['incident-details', row],
  ['incident-queue', row],
  ['incident-timeline', byIncident],
  ['incident-spans', byIncident],
  ['incident-metrics', byIncident],
  ['incident-metric-entries', byIncident],
  ['incident-closings', byIncident],
  ['service-level-status', byTicket],
  ['service-level-board', byTicket],
  ['service-level-facts', byTicket],
  ['service-level-entries', byTicket],
  ['agreements', shared],
  ['agreement-versions', shared],
  ['agreements-in-force', shared],
  ['business-calendars', shared],
  ['business-calendar-versions', shared],
  ...cellsOf(incidentPractice.readModels, null),
  ...cellsOf(serviceLevelClockPractice.readModels, 'ticket'),
])

/** What a requester looks at; figures speak of the work of the desk and of tickets of others. */
export const requesterTables: ReadonlySet<string> = new Set([
  'incident-details',
  'incident-queue',
  'incident-timeline',
  'incident-spans',
])
