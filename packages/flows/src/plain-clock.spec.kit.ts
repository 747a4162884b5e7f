import type { Instant, Message } from '@deskledger/kernel'
import type { IncidentEvent } from '@deskledger/practices/incident'
import {
  begin,
  restarted,
  retarget,
  shown,
  takes,
  type Course,
  type Fact,
  type PlainClock,
} from './plain-course.spec.kit.ts'
import { factsOf, labelsAfter, standingOf, type Standing } from './plain-incident.spec.kit.ts'
import { library, type Labels, type Promised } from './plain-promises.spec.kit.ts'

/** How the clocks of one target stand after a log, by incident. */
export const plainClocks = (log: readonly Message[], target: 'respond' | 'resolve'): Map<string, PlainClock> => {
  const known = library()
  const tickets = new Map<string, Ticket>()
  for (const data of log) {
    known.takes(data)
    if (!('incidentId' in data)) continue
    const event = data as IncidentEvent
    const ticket = tickets.get(event.incidentId)
    if (event.type === 'IncidentRaised') tickets.set(event.incidentId, openTicket(event, target, known))
    else if (ticket !== undefined) follow(ticket, event, { target, known })
  }
  return new Map(
    [...tickets].flatMap(([id, { course, labels, external }]) =>
      course === null ? [] : [[id, shown(course, labels, external)] as const],
    ),
  )
}

interface Ticket {
  standing: Standing
  labels: Labels
  external: string | null
  /** what has happened since the cycle began, while there is no clock */
  facts: Fact[]
  begunAt: Instant
  stand: 'open' | 'stopped' | 'cancelled'
  course: Course | null
}

interface Watching {
  readonly target: 'respond' | 'resolve'
  readonly known: ReturnType<typeof library>
}

const openTicket = (
  event: Extract<IncidentEvent, { type: 'IncidentRaised' }>,
  target: Watching['target'],
  known: Watching['known'],
): Ticket => {
  const { service, group: team, priority, customer, reportedAt: begunAt, imported } = event
  const labels = { service, team, priority, customer }
  const promised = known.promised(target, labels, begunAt)
  const made = imported?.serviceLevelMade ?? null
  return {
    standing: { status: 'New', reason: null },
    labels,
    external: made === null ? null : made ? 'made' : 'missed',
    facts: [],
    begunAt,
    stand: 'open',
    course: promised === undefined ? null : begin(promised, begunAt, 1),
  }
}

/** Another promise, or a first one. */
const promise = (ticket: Ticket, promised: Promised, when: { at: Instant; newPriority: boolean }): void => {
  if (ticket.stand === 'cancelled') return
  if (ticket.course === null) promiseLate(ticket, promised, when.at)
  else if (ticket.stand === 'open') retarget(ticket.course, promised, when)
}

const relabel = (ticket: Ticket, event: IncidentEvent, { target, known }: Watching): void => {
  const before = ticket.labels
  ticket.labels = labelsAfter(before, event)
  const { service, priority, customer } = ticket.labels
  if (before.service === service && before.priority === priority && before.customer === customer) return
  const promised = known.promised(target, ticket.labels, event.at)
  if (promised !== undefined) promise(ticket, promised, { at: event.at, newPriority: before.priority !== priority })
}

const promiseLate = (ticket: Ticket, promised: Promised, at: Instant): void => {
  if (promised.policy === 'recompute-from-origin') {
    const course = begin(promised, ticket.begunAt, 1)
    for (const fact of ticket.facts) takes(course, fact)
    ticket.course = course
  } else if (ticket.stand === 'open') {
    ticket.course = begin(promised, at, 1)
    const { reason } = ticket.standing
    if (reason !== null) takes(ticket.course, { kind: 'wait', at, reason })
  }
}

const again = (ticket: Ticket, at: Instant, { target, known }: Watching): void => {
  if (target === 'respond' || ticket.stand !== 'stopped') return
  ticket.stand = 'open'
  ticket.facts = []
  ticket.begunAt = at
  const { course } = ticket
  const promised = known.promised(target, ticket.labels, at)
  if (course === null) ticket.course = promised === undefined ? null : begin(promised, at, 1)
  else ticket.course = restarted(course, promised, at)
}

const befalls = (ticket: Ticket, fact: Fact): void => {
  if (fact.kind === 'stop') ticket.stand = 'stopped'
  if (fact.kind === 'cancel') ticket.stand = 'cancelled'
  if (ticket.course === null) ticket.facts.push(fact)
  else takes(ticket.course, fact)
}

const happens = (ticket: Ticket, fact: Fact, watching: Watching): void => {
  if (fact.kind === 'again') again(ticket, fact.at, watching)
  else if (ticket.stand === 'open') befalls(ticket, fact)
}

const follow = (ticket: Ticket, event: IncidentEvent, watching: Watching): void => {
  const { at } = event
  relabel(ticket, event, watching)
  if (event.type === 'ExternalVerdictRecorded') ticket.external = event.made ? 'made' : 'missed'
  const to = standingOf(event)
  if (to !== undefined) {
    for (const fact of factsOf(ticket.standing, to, at)) happens(ticket, fact, watching)
    ticket.standing = to
  }
  if (event.type === 'FirstResponseRecorded' && watching.target === 'respond')
    happens(ticket, { kind: 'stop', at, reason: '' }, watching)
}
