import { IncidentId, type Body, type Flow, type Instant, type PersonId, type StoredEvent } from '@deskledger/kernel'
import type { AddWatcher, EscalateFunctionally, EscalateHierarchically } from '@deskledger/practices/incident'
import type { ClockEscalated, ClockStarted, EscalationStep, Target } from '@deskledger/practices/service-level-clock'

type Event = ClockStarted | ClockEscalated
type Command = EscalateFunctionally | EscalateHierarchically | AddWatcher

/** Which incident a clock runs for. */
interface RunsFor {
  readonly incidentId: IncidentId
  readonly target: Target
}

/** Who escalates when a clock says so. */
const escalationPerson = 'service-level-escalation' as PersonId

interface Said {
  readonly incidentId: IncidentId
  readonly by: PersonId
  readonly at: Instant
}

const reasonOf = (target: Target, { percent }: EscalationStep): Body =>
  `${percent} % of the time to ${target} is used.` as Body

const escalated = (said: Said, step: EscalationStep, reason: Body): readonly Command[] => {
  switch (step.to?.type) {
    case 'functional':
      return [{ type: 'EscalateFunctionally', ...said, toGroup: step.to.group, reason }]
    case 'hierarchic':
      return [{ type: 'EscalateHierarchically', ...said, level: step.to.level, to: step.to.person, reason }]
    case undefined:
      return []
  }
}

const told = (said: Said, { tell }: EscalationStep): readonly Command[] =>
  tell.map((watcher) => ({ type: 'AddWatcher', ...said, watcher }))

const asks = ({ data }: StoredEvent<Event>, runsFor: RunsFor | undefined): readonly Command[] => {
  if (data.type !== 'ClockEscalated' || runsFor === undefined) return []
  const { incidentId, target } = runsFor
  const said = { incidentId, by: escalationPerson, at: data.escalatedAt }
  return data.steps.flatMap((step) => [...escalated(said, step, reasonOf(target, step)), ...told(said, step)])
}

/**
 * What an agreement says is done when so much of the time is used is done to the incident. Whether it still can be, the
 * incident's own rules say: what is asked of one that was resolved meanwhile is a wish not granted.
 */
export const breachEscalates: Flow<Event, RunsFor, Command> = {
  name: 'breach-escalates',
  sentence:
    'What its agreement says is done to an incident when so much of the time is used, and those are told who are to be.',
  knows: {
    name: 'flow-breach-escalates',
    version: 1,
    on: ['ClockStarted', 'ClockEscalated'],
    keysOf: ({ data }) => [data.clockId],
    shared: [],
    remember: (runsFor, { data }) => {
      if (data.type !== 'ClockStarted' || data.kind !== 'incident') return runsFor
      const { ticket, target } = data
      return IncidentId.is(ticket) ? { incidentId: ticket, target } : undefined
    },
    indexes: [],
    tables: [],
    rollups: [],
  },
  on: ['ClockEscalated'],
  asks: (event, known) => asks(event, known(event.data.clockId)),
}
