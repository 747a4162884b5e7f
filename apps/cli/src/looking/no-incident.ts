import type { OpenLedger } from '@deskledger/register'
import { Stop } from '../stop.ts'

/** Nobody has raised it, or not yet at the time asked about. */
export const noIncident = ({ place }: Pick<OpenLedger, 'place'>, id: string, when = ''): Stop =>
  new Stop(1, {
    type: 'IncidentNotFound',
    message: `There is no incident ${id} in ${place}${when}. Check the number; "deskledger list incident-details" lists all.`,
  })
