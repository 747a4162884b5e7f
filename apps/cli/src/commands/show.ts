import type { IncidentDetails } from '@deskledger/practices/incident'
import type { OpenFolder } from '@deskledger/register'
import { answer } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { noIncident } from '../looking/no-incident.ts'
import { detailsOf } from '../looking/past.ts'
import { shownDetails } from '../looking/shown-details.ts'
import { DONE } from '../stop.ts'
import { take } from '../take.ts'
import { instantOption } from '../words/instant.ts'
import { withLedger } from '../with-ledger.ts'

const detailsNow = async (context: Context, { ledger }: OpenFolder, id: string): Promise<IncidentDetails> => {
  take(await ledger.catchUp())
  const found = take(await ledger.views.get('incident-details', id)())
  if (found === undefined) throw noIncident(context, id)
  return found.document as IncidentDetails
}

export const run: Run = async (context, { args: [id = ''], options }) => {
  const at = instantOption(options, '--as-of')
  const knownAt = instantOption(options, '--known-at')
  const asOf = { ...(at === undefined ? {} : { at }), ...(knownAt === undefined ? {} : { knownAt }) }
  return withLedger(context, async (opened) => {
    const past = at !== undefined || knownAt !== undefined
    const details = past ? await detailsOf(context, opened, { id, asOf }) : await detailsNow(context, opened, id)
    await answer(context, details, () => shownDetails(context, details))
    return DONE
  })
}
