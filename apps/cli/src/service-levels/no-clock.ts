import type { Target } from '@deskledger/practices/service-level-clock'
import {
  matchAgreement,
  wordsForCriteria,
  type Asked,
  type InForce,
  type Loser,
  type Match,
  type Place,
} from '@deskledger/practices/agreement'
import type { IncidentDetails } from '@deskledger/practices/incident'
import type { OpenLedger } from '@deskledger/register'
import { shownInstant } from '@deskledger/nouns'
import { noIncident } from '../looking/no-incident.ts'
import { Stop } from '../stop.ts'
import { take } from '../take.ts'
import { inForceIn } from './in-force.ts'

const MOST = 10

const placeWords = ({ agreementId, version, place, criteria }: Place): string =>
  `${agreementId} version ${version} (/targets/${place}, ${wordsForCriteria(criteria)})`

const shown = (value: string | number | null): string => (value === null ? 'none' : String(value))

const whyLost = (loser: Loser, asked: Asked): string => {
  const { why, criteria } = loser
  switch (why.type) {
    case 'NotInForce':
      return `not in force at ${shownInstant(asked.at)} UTC`
    case 'DoesNotFit':
      return why.criteria
        .map((name) => `it is for ${name} ${shown(criteria[name])}, the ticket has ${shown(asked[name])}`)
        .join('; ')
    case 'LessSpecific':
      return `it says nothing of the ${why.lacks}`
  }
}

const lostWords = (lost: readonly Loser[], asked: Asked): readonly string[] => [
  ...lost.slice(0, MOST).map((loser) => `  ${placeWords(loser)}: ${whyLost(loser, asked)}.`),
  ...(lost.length > MOST ? [`  and ${lost.length - MOST} more.`] : []),
]

const matchedWords = (match: Extract<Match, { type: 'Matched' }>, calendarIsThere: boolean): string => {
  const { goal } = match.target
  const promise = `${placeWords(match.winner)} promises it as the ticket stands`
  if (goal.unit === 'ppm') return `${promise}, but as availability in a period, which no clock counts.`
  if (!calendarIsThere)
    return `${promise}, but there is no calendar ${goal.calendar} to count by. Define it, then change the ticket or import it anew.`
  return `${promise}; it did not when the ticket began, or nobody ran the flows since. Its clock begins with the next change of priority, service or customer.`
}

const because = (match: Match, asked: Asked, calendarIsThere: boolean): readonly string[] => {
  switch (match.type) {
    case 'Matched':
      return [matchedWords(match, calendarIsThere)]
    case 'Tied':
      return [
        `Several agreements promise it equally specifically: ${match.between.map(placeWords).join(' and ')}. Name a customer, service, priority or kind that tells them apart.`,
      ]
    case 'NoMatch':
      return match.lost.length === 0
        ? [
            `No service level agreement has a target to ${asked.target}. "deskledger list agreements-in-force" lists what is promised.`,
          ]
        : ['No target of an agreement fits it:', ...lostWords(match.lost, asked)]
  }
}

const clocksOf = async ({ ledger }: OpenLedger, ticket: string): Promise<readonly string[]> => {
  const page = take(
    await ledger.views.find('service-level-status', { where: [{ path: 'ticket', is: ticket }], limit: 10 })(),
  )
  return page.found.map(({ key }) => key)
}

const calendarOf = (match: Match): string | undefined =>
  match.type === 'Matched' ? match.target.goal.calendar : undefined

const reasonsFor = async ({ ledger }: OpenLedger, asked: Asked, inForce: readonly InForce[]) => {
  const match = matchAgreement(inForce, asked)
  const calendar = calendarOf(match)
  const found = calendar === undefined ? undefined : take(await ledger.views.get('business-calendars', calendar)())
  return { match, sentences: because(match, asked, found !== undefined) }
}

/** Why a ticket has no clock for a target: there is no such ticket, or no agreement promises it, and by which criterion. */
export const noClock = async (opened: OpenLedger, ticket: string, target: Target): Promise<Stop> => {
  const found = take(await opened.ledger.views.get('incident-details', ticket)())
  const others = await clocksOf(opened, ticket)
  if (found === undefined && others.length === 0) return noIncident(opened, ticket)
  const head = `${ticket} has no clock for ${target}${others.length === 0 ? '' : `; it has ${others.join(', ')}`}.`
  if (found === undefined) return new Stop(1, { type: 'NoClock', message: head }, { ticket, target, clocks: others })
  const { priority, service, customer, reportedAt: at } = found.document as IncidentDetails
  const asked: Asked = { kind: 'incident', priority, service, customer, target, at }
  const { match, sentences } = await reasonsFor(opened, asked, await inForceIn(opened.ledger.views))
  const message = [head, ...sentences].join('\n')
  return new Stop(1, { type: 'NoClock', message }, { ticket, target, clocks: others, asked, match })
}
