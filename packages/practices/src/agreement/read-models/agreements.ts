import type { AgreementId, Count, Index, Instant, PersonId, Projection, StoredEvent } from '@deskledger/kernel'
import { agreementEvents, type AgreementEvent, type ReviewCompleted } from '../events.ts'
import { evolve, initial, type KnownAgreement } from '../state.ts'

/** Who did something, and when. */
interface Deed {
  readonly at: Instant
  readonly by: PersonId
}

/** One review with the figures as they stood. */
export type ReviewDetails = Deed & Pick<ReviewCompleted, 'version' | 'startedAt' | 'outcome' | 'figures' | 'findings'>

/** An agreement as it stands: what lies on the table, what is in force and until when, every review. */
export interface AgreementRow extends KnownAgreement {
  readonly agreementId: AgreementId
  /** the version on the table; null: none yet */
  readonly latestVersion: Count | null
  /** the last version that is, was or will be in force; null: none yet */
  readonly versionInForce: Count | null
  /** when that begins and ends; null: none yet, or without end */
  readonly from: Instant | null
  readonly until: Instant | null
  readonly reviews: readonly ReviewDetails[]
  readonly drafted: Deed
  readonly updatedAt: Instant
  readonly updatedBy: PersonId
  readonly revision: number
}

const reviewsAfter = (before: readonly ReviewDetails[], event: AgreementEvent): readonly ReviewDetails[] => {
  if (event.type !== 'ReviewCompleted') return before
  const { at, by, version, startedAt, outcome, figures, findings } = event
  return [...before, { at, by, version, startedAt, outcome, figures, findings }]
}

/** What the rules remember, without the row's own fields. */
const knownOf = (row: AgreementRow): KnownAgreement => {
  const { status, kind, name, provider, customer, proposal } = row
  const { periods, termsInForce, reviewSince, lastReview, ended } = row
  return {
    status,
    kind,
    name,
    provider,
    customer,
    proposal,
    periods,
    termsInForce,
    reviewSince,
    lastReview,
    ended,
  }
}

/** What the list shows of the version on the table, and of the last one in force. */
const spanOf = ({ proposal, periods }: KnownAgreement) => {
  const last = periods[periods.length - 1] ?? { version: null, from: null, until: null }
  return {
    latestVersion: proposal === null ? null : proposal.version,
    versionInForce: last.version,
    from: last.from,
    until: last.until,
  }
}

const after = (
  row: AgreementRow | undefined,
  { data, revision }: StoredEvent<AgreementEvent>,
): AgreementRow | undefined => {
  const known = evolve(row ? knownOf(row) : initial, data)
  if (known.status === 'Unknown') return undefined
  const { agreementId, at, by } = data
  const { reviews, drafted } = row ?? { reviews: [], drafted: { at, by } }
  return {
    ...known,
    agreementId,
    ...spanOf(known),
    reviews: reviewsAfter(reviews, data),
    drafted,
    updatedAt: at,
    updatedBy: by,
    revision,
  }
}

const index = (...fields: readonly string[]): Index => ({ name: fields.join('-'), fields })

/** Every agreement: the list that service level management works on. */
export const agreements: Projection<AgreementEvent, AgreementRow> = {
  name: 'agreements',
  version: 1,
  on: Object.keys(agreementEvents),
  keysOf: ({ data }) => [data.agreementId],
  apply: after,
  indexes: [
    index('updatedAt'),
    index('until'),
    ...['status', 'kind', 'customer', 'provider'].flatMap((filter) => [
      index(filter, 'updatedAt'),
      index(filter, 'until'),
    ]),
  ],
  tables: [],
  rollups: [],
}
