import {
  agreementsInForce,
  isWithin,
  matchAgreement,
  type AgreementBroughtIntoForce,
  type AgreementRenewed,
  type AgreementTerminated,
  type InForce,
} from '@deskledger/practices/agreement'
import type { VersionEvent } from '@deskledger/practices/business-calendar'
import type { Labels, PinnedCalendar } from '@deskledger/practices/service-level-clock'
import type { Instant, StoredEvent } from '@deskledger/kernel'
import type { TargetName } from './memory.ts'
import { goalOf, promisedBy, type Promised } from './promised.ts'

/** What agreements and calendars say, for all tickets: one document. */
export interface Promises {
  readonly of: 'promises'
  /** every version that is, was or will be in force, by agreement and version */
  readonly inForce: Readonly<Record<string, InForce>>
  /** the version of each calendar that is the last so far */
  readonly calendars: Readonly<Record<string, PinnedCalendar>>
}

type AgreementStep = AgreementBroughtIntoForce | AgreementRenewed | AgreementTerminated
/** What changes promises. */
export type PromiseEvent = AgreementStep | VersionEvent

const agreementTypes = ['AgreementBroughtIntoForce', 'AgreementRenewed', 'AgreementTerminated'] as const
const calendarTypes = [
  'CalendarDefined',
  'CalendarRevised',
  'HolidaysAdded',
  'HolidaysRemoved',
  'ExtraHoursAdded',
] as const

/** The types of events that change promises. */
export const promiseTypes: readonly PromiseEvent['type'][] = [...agreementTypes, ...calendarTypes]

const none: Promises = { of: 'promises', inForce: {}, calendars: {} }

const withVersions = (promises: Promises, event: StoredEvent<AgreementStep>): Promises => {
  const inForce = { ...promises.inForce }
  for (const key of agreementsInForce.keysOf(event)) {
    const row = agreementsInForce.apply(inForce[key], event, key)
    if (row === undefined) Reflect.deleteProperty(inForce, key)
    else inForce[key] = row
  }
  return { ...promises, inForce }
}

const withCalendar = (promises: Promises, { calendarId: id, version, definition }: VersionEvent): Promises => ({
  ...promises,
  calendars: { ...promises.calendars, [id]: { id, version, definition } },
})

/** What agreements and calendars say after one more event. */
export const promisesAfter = (promises: Promises | undefined, event: StoredEvent<PromiseEvent>): Promises => {
  const { data } = event
  return 'agreementId' in data
    ? withVersions(promises ?? none, { ...event, data })
    : withCalendar(promises ?? none, data)
}

/** What is promised where these versions of agreements are in force, and hours are counted by these calendars. */
export const promisesOf = (inForce: readonly InForce[], calendars: readonly PinnedCalendar[]): Promises => ({
  of: 'promises',
  inForce: Object.fromEntries(inForce.map((one) => [`${one.agreementId}/${one.version}`, one])),
  calendars: Object.fromEntries(calendars.map((one) => [one.id, one])),
})

/** A target of an incident at an instant, and what the incident says of itself. */
export interface PromiseAsked {
  readonly target: TargetName
  readonly labels: Labels
  readonly at: Instant
}

/** Whether a version may say anything of a ticket: what does not is left out before all the rest is compared. */
const concerns = (one: InForce, { target, labels, at }: PromiseAsked): boolean =>
  one.kind === 'SLA' &&
  isWithin(one, at) &&
  one.terms.targets.some((agreed) => {
    const customer = agreed.customer ?? one.customer
    return agreed.target === target && (customer === null || customer === labels.customer)
  })

/**
 * What is promised of an incident: the most specific target in force then, under the last version of its calendar. Nothing
 * where no agreement says anything, two say it equally, or nobody has defined the calendar.
 */
export const promiseOf = ({ inForce, calendars }: Promises, asked: PromiseAsked): Promised | undefined => {
  const { target, at, labels } = asked
  const { priority, service, customer } = labels
  const candidates = Object.values(inForce).filter((one) => concerns(one, asked))
  const match = matchAgreement(candidates, { kind: 'incident', priority, service, customer, target, at })
  if (match.type !== 'Matched') return undefined
  const goal = goalOf(match.target)
  const calendar = calendars[match.target.goal.calendar]
  return goal === undefined || calendar === undefined ? undefined : promisedBy(match, { target, goal, calendar })
}
