import type { Context } from '../context.ts'
import { Stop } from '../stop.ts'
import { folderOf } from '../with-ledger.ts'

/** Nobody has raised it, or not yet at the time asked about. */
export const noIncident = (context: Context, id: string, when = ''): Stop =>
  new Stop(1, {
    type: 'IncidentNotFound',
    message: `There is no incident ${id} in ${folderOf(context)}${when}. Check the number; "deskledger list incident-details" lists all.`,
  })
