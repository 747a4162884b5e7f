import { agreementPractice } from '@deskledger/practices/agreement'
import { businessCalendarPractice } from '@deskledger/practices/business-calendar'
import { incidentPractice } from '@deskledger/practices/incident'
import { serviceLevelClockPractice } from '@deskledger/practices/service-level-clock'

/** The practices of this program: what every process that opens a ledger assembles. */
export const register = [
  incidentPractice,
  businessCalendarPractice,
  agreementPractice,
  serviceLevelClockPractice,
] as const
