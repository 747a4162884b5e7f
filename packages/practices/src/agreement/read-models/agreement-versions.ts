import type { AgreementId, Count, Index, Instant, PersonId, Projection } from '@deskledger/kernel'
import type { AgreementEvent, TermsAccepted, TermsProposed } from '../events.ts'
import type { Terms } from '../terms.ts'
import type { Side } from '../words.ts'

/** Who signed for a side, and when. */
interface Acceptance {
  readonly at: Instant
  readonly signedBy: PersonId
}

/** One version of an agreement's terms: who proposed it, who accepted it. The terms never change. */
export interface AgreementVersionRow {
  readonly agreementId: AgreementId
  readonly version: Count
  readonly terms: Terms
  readonly proposedBy: Side
  readonly by: PersonId
  readonly at: Instant
  readonly accepted: Readonly<Record<Side, Acceptance | null>>
  /** when both sides had accepted it */
  readonly agreedAt: Instant | null
}

type Taken = TermsProposed | TermsAccepted
const on: readonly AgreementEvent['type'][] = ['TermsProposed', 'TermsAccepted']

const proposed = ({ agreementId, version, terms, side, signedBy, by, at }: TermsProposed): AgreementVersionRow => ({
  agreementId,
  version,
  terms,
  proposedBy: side,
  by,
  at,
  accepted: { provider: null, customer: null, [side]: { at, signedBy } },
  agreedAt: null,
})

const accepted = (row: AgreementVersionRow, { side, at, signedBy, agreed }: TermsAccepted): AgreementVersionRow => ({
  ...row,
  accepted: { ...row.accepted, [side]: { at, signedBy } },
  agreedAt: agreed ? at : row.agreedAt,
})

const index = (...fields: readonly string[]): Index => ({ name: fields.join('-'), fields })

/** Every version of every agreement, by `agreementId/version` with the version in six digits. */
export const agreementVersions: Projection<Taken, AgreementVersionRow> = {
  name: 'agreement-versions',
  version: 1,
  on,
  keysOf: ({ data }) => [versionKey(data.agreementId, data.version)],
  apply: (row, { data }) => (data.type === 'TermsProposed' ? proposed(data) : row && accepted(row, data)),
  indexes: [index('agreementId', 'version'), index('agreementId', 'at')],
  tables: [],
  rollups: [],
}

/** The key of a version in read models: it sorts. */
export const versionKey = (agreementId: AgreementId, version: Count): string =>
  `${agreementId}/${String(version).padStart(6, '0')}`
