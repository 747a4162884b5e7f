import type { Instant } from '@deskledger/kernel'
import { isWithin, underpinningGaps, type InForce, type UnderpinningGap } from '@deskledger/practices/agreement'
import type { ViewFailure, Views } from '@deskledger/read-store'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { wordsForGap } from './gap-words.ts'
import { inForceIn } from './in-force-in.ts'

/** Of what is in force when; of one agreement with a customer, or of all. */
export interface GapsAsked {
  readonly at: Instant
  readonly agreement?: string
}

/** An agreement with a customer, what is to underpin it, and where that does not. */
export interface AgreementGaps {
  readonly agreementId: string
  readonly version: number
  readonly underpinnedBy: readonly string[]
  readonly gaps: readonly (UnderpinningGap & { readonly words: string })[]
}

/** Underpinning gaps of what is in force at an instant. */
export interface Gaps {
  readonly at: Instant
  readonly agreements: readonly AgreementGaps[]
}

const gapsOf = (sla: InForce, inForce: readonly InForce[], at: Instant): AgreementGaps => ({
  agreementId: sla.agreementId,
  version: sla.version,
  underpinnedBy: sla.terms.underpinnedBy,
  gaps: underpinningGaps(sla, inForce, at).map((gap) => ({ ...gap, words: wordsForGap(sla, gap) })),
})

/**
 * Where agreements inside and with suppliers do not bear what customers are promised. Undefined: the agreement that is asked for
 * is not in force, never was, and will not be.
 * @example gapsIn(views, { at })
 */
export const gapsIn = (views: Views, { at, agreement }: GapsAsked): TE.TaskEither<ViewFailure, Gaps | undefined> =>
  pipe(
    inForceIn(views),
    TE.map((inForce) => {
      const asked = inForce.filter(({ agreementId }) => agreement === undefined || agreementId === agreement)
      if (agreement !== undefined && asked.length === 0) return undefined
      const slas = asked.filter((one) => one.kind === 'SLA' && isWithin(one, at))
      return { at, agreements: slas.map((sla) => gapsOf(sla, inForce, at)) }
    }),
  )
