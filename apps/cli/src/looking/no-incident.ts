import type { OpenLedger } from '@deskledger/register'
import { Stop } from '../stop.ts'

/** Nobody has raised it, or not yet at the time asked about. */
export const noIncident = ({ place }: Pick<OpenLedger, 'place'>, id: string, when = ''): Stop =>
  new Stop(1, {
    type: 'IncidentNotFound',
    message: `There is no incident ${id} in ${place}${when}. Check the number; "deskledger list incident-details" lists all.`,
  })

/** No event was ever stored under that name. */
export const noStream = ({ place }: Pick<OpenLedger, 'place'>, stream: string): Stop =>
  new Stop(1, {
    type: 'StreamNotFound',
    message: `There is no stream ${stream} in ${place}. Streams are named by practice and id, such as incident-INC0000001 or agreement-mail-gold.`,
  })
