import type { IncidentDetails } from '@deskledger/practices/incident'
import type { OpenLedger } from '@deskledger/register'
import { answer } from '../answer.ts'
import type { Run } from '../context.ts'
import { noIncident } from '../looking/no-incident.ts'
import { detailsOf } from '../looking/past.ts'
import { shownDetails } from '../looking/shown-details.ts'
import { DONE } from '../stop.ts'
import { take } from '../take.ts'
import { instantOption } from '../words/instant.ts'
import { withLedger } from '../with-ledger.ts'

const detailsNow = async (opened: OpenLedger, id: string): Promise<IncidentDetails> => {
  take(await opened.ledger.catchUp())
  const found = take(await opened.ledger.views.get('incident-details', id)())
  if (found === undefined) throw noIncident(opened, id)
  return found.document as IncidentDetails
}

export const run: Run = async (context, { args: [id = ''], options }) => {
  const at = instantOption(options, '--as-of')
  const knownAt = instantOption(options, '--known-at')
  const asOf = { ...(at === undefined ? {} : { at }), ...(knownAt === undefined ? {} : { knownAt }) }
  return withLedger(context, async (opened) => {
    const past = at !== undefined || knownAt !== undefined
    const details = past ? await detailsOf(opened, { id, asOf }) : await detailsNow(opened, id)
    await answer(context, details, () => shownDetails(context, details))
    return DONE
  })
}
