import { incidentPractice } from '@deskledger/practices/incident'

/** The practices of this program: what every process that opens a ledger assembles. */
export const register = [incidentPractice] as const
