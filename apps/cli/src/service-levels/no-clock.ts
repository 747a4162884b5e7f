import type { IncidentDetails } from '@deskledger/practices/incident'
import type { Target } from '@deskledger/practices/service-level-clock'
import type { OpenLedger } from '@deskledger/register'
import { whyNoClock } from '@deskledger/reports'
import { noIncident } from '../looking/no-incident.ts'
import { Stop } from '../stop.ts'
import { take } from '../take.ts'

const clocksOf = async ({ ledger }: OpenLedger, ticket: string): Promise<readonly string[]> => {
  const page = take(
    await ledger.views.find('service-level-status', { where: [{ path: 'ticket', is: ticket }], limit: 10 })(),
  )
  return page.found.map(({ key }) => key)
}

/** Why a ticket has no clock for a target: there is no such ticket, or no agreement promises it, and by which criterion. */
export const noClock = async (opened: OpenLedger, ticket: string, target: Target): Promise<Stop> => {
  const { views } = opened.ledger
  const found = take(await views.get('incident-details', ticket)())
  const clocks = await clocksOf(opened, ticket)
  if (found === undefined && clocks.length === 0) return noIncident(opened, ticket)
  const head = `${ticket} has no clock for ${target}${clocks.length === 0 ? '' : `; it has ${clocks.join(', ')}`}.`
  if (found === undefined) return new Stop(1, { type: 'NoClock', message: head }, { ticket, target, clocks })
  const { asked, match, sentences } = take(await whyNoClock(views, found.document as IncidentDetails, target)())
  const message = [head, ...sentences].join('\n')
  return new Stop(1, { type: 'NoClock', message }, { ticket, target, clocks, asked, match })
}
