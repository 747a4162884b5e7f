import type { Flow, Known, Memory, StoredEvent } from '@deskledger/kernel'
import type { ServiceLevelClockCommand } from '@deskledger/practices/service-level-clock'
import { following } from './service-level-clocks/following.ts'
import { incidentTypes, type TicketEvent } from './service-level-clocks/incident-steps.ts'
import type { Followed } from './service-level-clocks/memory.ts'
import { promisesAfter, promiseTypes, type PromiseEvent, type Promises } from './service-level-clocks/promises.ts'

type Event = TicketEvent | PromiseEvent
type Doc = Promises | Followed

const PROMISES = 'promises'
/** No incident's key is the shared one, whatever it is called. */
const keyOf = ({ incidentId }: TicketEvent): string => `incident-${incidentId}`

const promisesIn = (known: Known<Doc>): Promises | undefined => {
  const doc = known(PROMISES)
  return doc?.of === 'promises' ? doc : undefined
}

const followedIn = (doc: Doc | undefined): Followed | undefined => (doc?.of === 'incident' ? doc : undefined)

const remember: Memory<Event, Doc>['remember'] = (doc, event, { key, known }) => {
  const { data } = event
  if ('incidentId' in data)
    return key === PROMISES ? doc : following(followedIn(doc), data, promisesIn(known))?.followed
  return promisesAfter(doc?.of === 'promises' ? doc : undefined, { ...event, data })
}

/** What clocks are asked because of an event. Where nobody has promised anything, there are no clocks. */
const commandsOf = (event: TicketEvent, before: Known<Doc>): readonly ServiceLevelClockCommand[] => {
  const promises = promisesIn(before)
  if (promises === undefined) return []
  return following(followedIn(before(keyOf(event))), event, promises)?.commands ?? []
}

/**
 * Clocks follow their incidents by themselves. What is remembered are the incident's own words and what agreements and
 * calendars have said so far, never what clocks say.
 */
export const incidentRunsServiceLevelClocks: Flow<Event, Doc, ServiceLevelClockCommand> = {
  name: 'incident-runs-service-level-clocks',
  sentence:
    'An incident runs the clocks that its agreement promises: starts, pauses, retargets, stops and restarts them.',
  knows: {
    name: 'flow-incident-runs-service-level-clocks',
    version: 1,
    on: [...incidentTypes, ...promiseTypes],
    keysOf: ({ data }: StoredEvent<Event>) => ('incidentId' in data ? [PROMISES, keyOf(data)] : [PROMISES]),
    shared: [PROMISES],
    remember,
    indexes: [],
    tables: [],
    rollups: [],
  },
  on: incidentTypes,
  asks: ({ data }, _, before) => ('incidentId' in data ? commandsOf(data, before) : []),
}
