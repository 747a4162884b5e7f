import type { IncidentDetails } from '@deskledger/practices/incident'
import { detailsAt, type AsOf } from '@deskledger/reports'
import type { OpenLedger } from '@deskledger/register'
import { shownInstant } from '@deskledger/nouns'
import { take } from '../take.ts'
import { noIncident } from './no-incident.ts'

const whenOf = ({ at, knownAt }: AsOf): string =>
  [
    at === undefined ? '' : ` as of ${shownInstant(at)} UTC`,
    knownAt === undefined ? '' : ` as known at ${shownInstant(knownAt)} UTC`,
  ].join('')

/** A ticket as it was; undefined: it had not begun. It must be known at all. */
export const pastOf = async (
  opened: OpenLedger,
  asked: { readonly id: string; readonly asOf: AsOf },
): Promise<IncidentDetails | undefined> => {
  const events = take(await opened.ledger.history(`incident-${asked.id}`))
  if (events.length === 0) throw noIncident(opened, asked.id)
  return detailsAt(events, asked.asOf)
}

/** A ticket as it was; it must have begun. */
export const detailsOf = async (
  opened: OpenLedger,
  asked: { readonly id: string; readonly asOf: AsOf },
): Promise<IncidentDetails> => {
  const details = await pastOf(opened, asked)
  if (details === undefined) throw noIncident(opened, asked.id, whenOf(asked.asOf))
  return details
}
