import { wordsForRefusal as ofAgreement, type AgreementRefusal } from '@deskledger/practices/agreement'
import { wordsForRefusal as ofCalendar, type BusinessCalendarRefusal } from '@deskledger/practices/business-calendar'
import { wordsForRefusal as ofIncident, type IncidentRefusal } from '@deskledger/practices/incident'
import { wordsForRefusal as ofClock, type ServiceLevelClockRefusal } from '@deskledger/practices/service-level-clock'

/** Why any command of any practice may be refused. */
export type Refusal = IncidentRefusal | BusinessCalendarRefusal | AgreementRefusal | ServiceLevelClockRefusal

/** A refusal in a sentence, by the practice whose id it names. */
export const wordsForRefusal = (refusal: Refusal): string => {
  if ('incidentId' in refusal) return ofIncident(refusal)
  if ('agreementId' in refusal) return ofAgreement(refusal)
  return 'calendarId' in refusal ? ofCalendar(refusal) : ofClock(refusal)
}
