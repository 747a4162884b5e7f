import { agreementCommands } from '@deskledger/practices/agreement'
import { businessCalendarCommands } from '@deskledger/practices/business-calendar'
import { incidentCommands } from '@deskledger/practices/incident'
import { serviceLevelClockCommands } from '@deskledger/practices/service-level-clock'
import { agreementVerbs } from './agreement/verbs.ts'
import { businessCalendarVerbs } from './business-calendar/verbs.ts'
import { incidentVerbs } from './incident/verbs.ts'
import { serviceLevelClockVerbs } from './service-level-clock/verbs.ts'
import type { Noun, NounName } from './noun.ts'

/** The nouns of the command line: one for each practice of the register. */
export const nouns: Readonly<Record<NounName, Noun>> = {
  incident: {
    name: 'incident',
    plural: 'incidents',
    idField: 'incidentId',
    idWords: 'number of the incident',
    example: 'INC0000001',
    begins: 'RaiseIncident',
    table: 'incident-details',
    commands: incidentCommands,
    verbs: incidentVerbs,
  },
  agreement: {
    name: 'agreement',
    plural: 'agreements',
    idField: 'agreementId',
    idWords: 'id of the agreement',
    example: 'mail-gold',
    begins: 'DraftAgreement',
    table: 'agreements',
    commands: agreementCommands,
    verbs: agreementVerbs,
  },
  'business-calendar': {
    name: 'business-calendar',
    plural: 'business-calendars',
    idField: 'calendarId',
    idWords: 'id of the calendar',
    example: 'berlin-office',
    begins: 'DefineCalendar',
    table: 'business-calendars',
    commands: businessCalendarCommands,
    verbs: businessCalendarVerbs,
  },
  'service-level-clock': {
    name: 'service-level-clock',
    plural: 'service-level-clocks',
    idField: 'clockId',
    idWords: 'name of the clock: ticket, dot, target',
    example: 'INC0000001.resolve',
    begins: 'StartClock',
    table: 'service-level-status',
    commands: serviceLevelClockCommands,
    verbs: serviceLevelClockVerbs,
  },
}

/** All of them, in the order of the register. */
export const allNouns: readonly Noun[] = Object.values(nouns)

/** Whether a command begins something, so that it may make the ledger as well. */
export const begins = (type: unknown): boolean => allNouns.some((noun) => noun.begins === type)
