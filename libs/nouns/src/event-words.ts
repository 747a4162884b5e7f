import type { AgreementEvent } from '@deskledger/practices/agreement'
import type { BusinessCalendarEvent } from '@deskledger/practices/business-calendar'
import { wordsOf as ofIncident, type IncidentEvent } from '@deskledger/practices/incident'
import type { ServiceLevelClockEvent } from '@deskledger/practices/service-level-clock'
import { wordsOf as ofAgreement } from './agreement/event-words.ts'
import { wordsOf as ofCalendar } from './business-calendar/event-words.ts'
import { wordsOf as ofClock } from './service-level-clock/event-words.ts'

/** What can have happened, in any practice. */
export type LedgerEvent = IncidentEvent | BusinessCalendarEvent | AgreementEvent | ServiceLevelClockEvent

/** What happened, in one sentence: who did what. */
export const wordsOf = (event: LedgerEvent): string => {
  if ('incidentId' in event) return ofIncident(event)
  if ('agreementId' in event) return ofAgreement(event)
  return 'calendarId' in event ? ofCalendar(event) : ofClock(event)
}
