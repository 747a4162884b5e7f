import { AgreementId, Count, Instant, ReferenceId } from '@deskledger/kernel'
import * as t from 'io-ts'
import { Terms } from './terms.ts'
import { AgreementKind, orNull } from './words.ts'

/** A version of an agreement that is in force at every t with `from <= t < until`; null: without end. What matching needs. */
export const InForce = t.strict(
  {
    agreementId: AgreementId,
    version: Count,
    kind: AgreementKind,
    provider: orNull(ReferenceId),
    customer: orNull(ReferenceId),
    from: Instant,
    until: orNull(Instant),
    terms: Terms,
  },
  'InForce',
)
export type InForce = t.TypeOf<typeof InForce>

/** An interval of time: `from <= t < until`; null: without end. */
export interface Interval {
  readonly from: Instant
  readonly until: Instant | null
}

export const isWithin = ({ from, until }: Interval, at: Instant): boolean =>
  from <= at && (until === null || at < until)

export const overlap = (a: Interval, b: Interval): boolean =>
  (b.until === null || a.from < b.until) && (a.until === null || b.from < a.until)
