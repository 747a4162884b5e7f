import { instantOf, uuidv5, type AnyProjection, type StoredEvent, type Uuid } from '@deskledger/kernel'
import { incidentExamples } from '@deskledger/practices/incident'

const START_OF_2024 = 1_704_067_200_000
const MINUTE = 60_000
const NAMESPACE = '6d0f3ab4-6f0e-5c1b-9c7e-3f4f1f6f2a10' as Uuid

/** One ticket a minute is raised; an instant so many tickets later. */
export const instantAfter = (tickets: number) => instantOf(START_OF_2024 + Math.floor(tickets * MINUTE))

export const incidentIdOf = (ticket: number): string => `INC${String(ticket + 1).padStart(7, '0')}`

/** One ticket in fifty is never resolved; the others take a day on average, spread over three weeks. */
const staysOpen = (ticket: number): boolean => ticket % 50 === 7
const minutesOpen = (ticket: number): number => 60 + ((ticket * 7919) % 30_240)

const dataOf = (ticket: number): readonly Said[] => {
  const { events } = incidentExamples
  const incidentId = incidentIdOf(ticket)
  const said = { incidentId, by: `Agent ${ticket % 200}` }
  const to = { group: `Group ${ticket % 60}`, assignee: `Agent ${ticket % 200}` }
  const at = instantAfter(ticket)
  const resolved = instantAfter(ticket + minutesOpen(ticket))
  const raised = { ...events.IncidentRaised, ...said, at, reportedAt: at, category: `Category ${ticket % 40}` }
  const none = { group: null, assignee: null }
  return [
    { ...raised, ...none, priority: (ticket % 5) + 1, confidentialTo: [], followUpOf: null, imported: null },
    {
      ...events.IncidentAssigned,
      ...said,
      at: instantAfter(ticket + 40),
      from: none,
      to,
      status: 'Assigned',
      reassignments: 0,
    },
    { ...events.WorkStarted, ...said, at: instantAfter(ticket + 50), from: { status: 'Assigned', holdReason: null } },
    { ...events.IncidentResolved, ...said, at: resolved, from: { status: 'InProgress', holdReason: null }, attempt: 1 },
    { ...events.IncidentClosed, ...said, at: instantAfter(ticket + minutesOpen(ticket) + 7200) },
  ].slice(0, staysOpen(ticket) ? 3 : 5)
}

interface Said {
  readonly type: string
  readonly at: StoredEvent['recordedAt']
}

interface Where {
  readonly stream: string
  readonly revision: number
  /** in the log, from 1 */
  readonly place: number
}

/** An event that nobody stored, as a store would give it back. */
export const storedEvent = <Data extends Said>(data: Data, { stream, revision, place }: Where): StoredEvent<Data> => ({
  stream,
  revision,
  position: String(place).padStart(16, '0'),
  eventId: uuidv5(NAMESPACE, `${stream}/${revision}`),
  type: data.type,
  data,
  metadata: { commandId: NAMESPACE, correlationId: NAMESPACE, causationId: NAMESPACE, schemaVersion: 1 },
  recordedAt: data.at,
  hash: '',
})

/** The events of a ticket that nobody stored: three where it is open still, five where it was closed. */
export const eventsOf = (ticket: number): readonly StoredEvent<object>[] =>
  dataOf(ticket).map((data, revision) =>
    storedEvent(data, { stream: `incident-${incidentIdOf(ticket)}`, revision, place: ticket * 5 + revision + 1 }),
  )

/** The document that a read model has of a ticket: folded by the read model itself. */
export const documentOf = (projection: AnyProjection, ticket: number): object =>
  eventsOf(ticket).reduce<object | undefined>(
    (document, event) => projection.apply(document, event, incidentIdOf(ticket)),
    undefined,
  ) ?? {}
