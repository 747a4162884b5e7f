import * as E from 'fp-ts/lib/Either.js'
import { ownershipOf, sees, sightOf, streamAbout, type About, type Identity } from '@deskledger/access'
import type { StoredEvent } from '@deskledger/kernel'
import { incidentDecider, type Incident, type IncidentEvent } from '@deskledger/practices/incident'
import type { DeskLedger } from '@deskledger/register'
import { take } from '../looking/fresh.ts'

/** Tickets that are remembered at most. */
const MOST = 1000

interface Known {
  readonly incident: Incident
  /** the last event that is in it; -1: none is */
  readonly revision: number
}

const unknown: Known = { incident: incidentDecider.initial, revision: -1 }

const withEvent = ({ incident }: Known, { data, revision }: StoredEvent): Known => ({
  incident: incidentDecider.evolve(incident, data as IncidentEvent),
  revision,
})

/** Who knows the events of a stream. */
export type Historian = Pick<DeskLedger, 'history'>

/** What came since; undefined: there is an event that cannot be brought to the version in force. */
const readOn = async ({ history }: Historian, id: string, before: Known) => {
  try {
    const since = await history(`incident-${id}`, { from: before.revision + 1 })
    return E.map((events: readonly StoredEvent[]) => events.reduce(withEvent, before))(since)
  } catch {
    return undefined
  }
}

/** Whether somebody may be told of a stream, as it belongs at that moment. */
export type SeesStream = (identity: Identity, stream: string) => Promise<boolean>

/**
 * Whose streams are now: what is remembered of a ticket is read on each time, so that nothing old is believed. A ticket
 * that cannot be read is nobody's: it is hidden, and stops nothing that comes after it. Throws a problem where the store
 * fails.
 */
export const openOwners = (ledger: Historian): SeesStream => {
  const tickets = new Map<string, Known>()

  const remember = (id: string, known: Known): void => {
    tickets.delete(id)
    tickets.set(id, known)
    const [oldest] = tickets.keys()
    if (tickets.size > MOST && oldest !== undefined) tickets.delete(oldest)
  }
  /** A clock of what is no incident here belongs to nobody here. */
  const ticketNow = async (id: string, isClock: boolean): Promise<About> => {
    const read = await readOn(ledger, id, tickets.get(id) ?? unknown)
    if (read === undefined) return 'Nothing'
    const { incident, revision } = take(read)
    if (revision < 0) return isClock ? 'Shared' : 'Nothing'
    remember(id, { incident, revision })
    return ownershipOf(incident)
  }

  return async (identity, stream) => {
    if (sightOf(identity) === 'All') return true
    const about = streamAbout(stream)
    if (about === 'Internal') return false
    const isClock = !stream.startsWith('incident-')
    return sees(identity, about === 'Shared' ? about : await ticketNow(about.ticket, isClock))
  }
}
