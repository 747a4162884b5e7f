import { wordsForInstant } from '@deskledger/kernel'
import {
  matchAgreement,
  wordsForCriteria,
  type Asked,
  type Loser,
  type Match,
  type Place,
  type TargetName,
} from '@deskledger/practices/agreement'
import type { IncidentDetails } from '@deskledger/practices/incident'
import type { ViewFailure, Views } from '@deskledger/read-store'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { inForceIn } from './in-force-in.ts'

/** Losers that are told of. */
const MOST = 10

const placeWords = ({ agreementId, version, place, criteria }: Place): string =>
  `${agreementId} version ${version} (/targets/${place}, ${wordsForCriteria(criteria)})`

const shown = (value: string | number | null): string => (value === null ? 'none' : String(value))

const whyLost = ({ why, criteria }: Loser, asked: Asked): string => {
  switch (why.type) {
    case 'NotInForce':
      return `not in force at ${wordsForInstant(asked.at)} UTC`
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
            `No service level agreement has a target to ${asked.target}. The read model agreements-in-force has what is promised.`,
          ]
        : ['No target of an agreement fits it:', ...lostWords(match.lost, asked)]
  }
}

/** Why nothing counts for a ticket: what was looked for, what was found, and sentences, lines of a list indented. */
export interface WhyNoClock {
  readonly asked: Asked
  readonly match: Match
  readonly sentences: readonly string[]
}

type Ticket = Pick<IncidentDetails, 'priority' | 'service' | 'customer' | 'reportedAt'>

const isCalendarThere = (views: Views, match: Match): TE.TaskEither<ViewFailure, boolean> =>
  match.type === 'Matched'
    ? pipe(
        views.get('business-calendars', match.target.goal.calendar),
        TE.map((found) => found !== undefined),
      )
    : TE.right(false)

/** Why a ticket has no clock for a target: no agreement promises it, and by which criterion; or no clock counts what is promised. */
export const whyNoClock = (
  views: Views,
  { priority, service, customer, reportedAt: at }: Ticket,
  target: TargetName,
): TE.TaskEither<ViewFailure, WhyNoClock> => {
  const asked: Asked = { kind: 'incident', priority, service, customer, target, at }
  return pipe(
    inForceIn(views),
    TE.map((inForce) => matchAgreement(inForce, asked)),
    TE.flatMap((match) =>
      pipe(
        isCalendarThere(views, match),
        TE.map((isThere) => ({ asked, match, sentences: because(match, asked, isThere) })),
      ),
    ),
  )
}
