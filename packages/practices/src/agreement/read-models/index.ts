import { erased, type AnyProjection } from '@deskledger/kernel'
import { agreementVersions } from './agreement-versions.ts'
import { agreementsInForce } from './agreements-in-force.ts'
import { agreements } from './agreements.ts'

export { agreementVersions, versionKey, type AgreementVersionRow } from './agreement-versions.ts'
export { agreementsInForce } from './agreements-in-force.ts'
export { agreements, type AgreementRow, type ReviewDetails } from './agreements.ts'

/** The read models of agreements: what people look at, and what matching needs. */
export const agreementReadModels: readonly AnyProjection[] = [
  erased(agreements),
  erased(agreementVersions),
  erased(agreementsInForce),
]
