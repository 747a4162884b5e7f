import * as TE from 'fp-ts/lib/TaskEither.js'
import type { EventStore, LogQuery } from '@deskledger/event-store'
import { instantOf, uuidv5, type Instant, type Position, type StoredEvent, type Uuid } from '@deskledger/kernel'
import { incidentExamples } from '@deskledger/practices/incident'

const START_OF_2024 = 1_704_067_200_000
const MINUTE = 60_000
const NAMESPACE = '6d0f3ab4-6f0e-5c1b-9c7e-3f4f1f6f2a10' as Uuid

/** How many tickets later each step of a ticket comes: so the log is interleaved, as a living one is. */
const delays = { assigned: 40, started: 90, resolved: 1500, closed: 6000 } as const
const EVENTS_A_TICKET = 5

const position = (n: number): Position => String(n).padStart(16, '0')
const idOf = (ticket: number): string => `INC${String(ticket + 1).padStart(7, '0')}`

type Step = keyof typeof delays | 'raised'

const dataOf = (step: Step, ticket: number, at: Instant): object => {
  const { events } = incidentExamples
  const said = { incidentId: idOf(ticket), by: `Agent ${ticket % 200}`, at }
  const group = `Group ${ticket % 60}`
  const to = { group, assignee: `Agent ${ticket % 200}` }
  switch (step) {
    case 'raised':
      return {
        ...events.IncidentRaised,
        ...said,
        reportedAt: at,
        category: `Category ${ticket % 40}`,
        priority: ((ticket % 5) + 1) as 1,
        group: null,
        assignee: null,
        confidentialTo: [],
        imported: null,
      }
    case 'assigned':
      return {
        ...events.IncidentAssigned,
        ...said,
        from: { group: null, assignee: null },
        to,
        status: 'Assigned',
        reassignments: 0,
      }
    case 'started':
      return { ...events.WorkStarted, ...said, from: { status: 'Assigned', holdReason: null } }
    case 'resolved':
      return { ...events.IncidentResolved, ...said, from: { status: 'InProgress', holdReason: null }, attempt: 1 }
    case 'closed':
      return { ...events.IncidentClosed, ...said }
  }
}

/** One ticket in fifty is never resolved. */
const stays = (ticket: number): boolean => ticket % 50 === 7

const steps: readonly (readonly [Step, number, number])[] = [
  ['raised', 0, 0],
  ['assigned', delays.assigned, 1],
  ['started', delays.started, 2],
  ['resolved', delays.resolved, 3],
  ['closed', delays.closed, 4],
]

const stored = (step: Step, ticket: number, place: { n: number; revision: number; tick: number }): StoredEvent => {
  const at = instantOf(START_OF_2024 + place.tick * MINUTE)
  const stream = `incident-${idOf(ticket)}`
  const commandId = NAMESPACE
  const data = dataOf(step, ticket, at)
  return {
    stream,
    revision: place.revision,
    position: position(place.n),
    eventId: uuidv5(NAMESPACE, `${ticket}/${place.revision}`),
    type: (data as { readonly type: string }).type,
    data,
    metadata: { commandId, correlationId: commandId, causationId: commandId, schemaVersion: 1 },
    recordedAt: at,
    hash: '',
  }
}

/** What happens at one tick: a ticket is raised, and older ones take their steps. Five places of the log a tick. */
function* eventsOfTick(tick: number, tickets: number): Generator<StoredEvent> {
  for (const [step, delay, revision] of steps) {
    const ticket = tick - delay
    const done = revision >= 3 && stays(ticket)
    const n = tick * EVENTS_A_TICKET + revision + 1
    if (ticket >= 0 && ticket < tickets && !done) yield stored(step, ticket, { n, revision, tick })
  }
}

export interface SyntheticLog {
  readonly store: Pick<EventStore, 'readAll'>
  /** the last place of the log when so many tickets have been raised */
  readonly positionAfter: (tickets: number) => Position
}

/**
 * A log of any length that is computed, not stored: one ticket a minute, five events each, interleaved. For filling
 * read models with a million tickets; what it cannot measure is reading a log from disk.
 */
export const syntheticLog = (tickets: number): SyntheticLog => ({
  store: {
    readAll: ({ after, limit = 1000 }: LogQuery) =>
      TE.fromIO(() => {
        const events: StoredEvent[] = []
        let tick = Math.floor(Number(after) / EVENTS_A_TICKET)
        for (; tick < tickets && events.length + EVENTS_A_TICKET <= limit; tick++)
          for (const event of eventsOfTick(tick, tickets)) events.push(event)
        return { events, position: position(tick * EVENTS_A_TICKET), caughtUp: tick >= tickets }
      }),
  },
  positionAfter: (n) => position(n * EVENTS_A_TICKET),
})
