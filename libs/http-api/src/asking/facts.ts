import { ownershipOf, ticketsNamed, type About } from '@deskledger/access'
import { IncidentId, type Message, type StoredEvent } from '@deskledger/kernel'
import { incidentDecider, type Incident, type IncidentEvent } from '@deskledger/practices/incident'
import type { Facts } from '@deskledger/runtime'
import type { ApiLedger } from '../api-ledger.ts'
import { take } from '../looking/fresh.ts'

const evolved = (state: Incident, { data }: StoredEvent): Incident =>
  incidentDecider.evolve(state, data as IncidentEvent)

/** Whose a ticket is after these events of its stream. */
export const ownershipAfter = (events: readonly StoredEvent[]): About =>
  ownershipOf(events.reduce(evolved, incidentDecider.initial))

/** Whose a ticket is now. */
export const ticketIn = async ({ ledger }: Pick<ApiLedger, 'ledger'>, incidentId: string): Promise<About> => {
  return ownershipAfter(take(await ledger.history(`incident-${incidentId}`)))
}

/** The tickets that a command names besides its own. */
export const namedIn = (ledger: Pick<ApiLedger, 'ledger'>, command: Message): Promise<readonly About[]> =>
  Promise.all(ticketsNamed(command).map((id) => ticketIn(ledger, id)))

/** The ticket of a clock stands before the dot of its name. */
const ticketOfClock = (clockId: string): string => clockId.slice(0, clockId.lastIndexOf('.'))

/** The ticket of a clock; what no incident is may be known to other systems alone, and belongs to nobody here. */
const aboutClock = async (ledger: Pick<ApiLedger, 'ledger'>, clockId: string): Promise<About> => {
  const ticket = ticketOfClock(clockId)
  const about = IncidentId.is(ticket) ? await ticketIn(ledger, ticket) : 'Nothing'
  return about === 'Nothing' ? 'Shared' : about
}

/** What something is about as it stands. */
export const aboutNow = (ledger: Pick<ApiLedger, 'ledger'>, practice: string, key: string): Promise<About> => {
  if (practice === 'incident') return ticketIn(ledger, key)
  return practice === 'service-level-clock' ? aboutClock(ledger, key) : Promise.resolve('Shared')
}

/** What a command is about: known from the state it is decided on, or, of a clock, from its ticket. */
export const aboutOf = async (
  ledger: Pick<ApiLedger, 'ledger'>,
  practice: string,
  key: string,
): Promise<(facts: Facts) => About> => {
  if (practice === 'incident') return ({ state }) => ownershipOf(state)
  const about = await aboutNow(ledger, practice, key)
  return () => about
}
