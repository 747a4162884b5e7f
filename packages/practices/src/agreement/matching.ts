import type { AgreementId, Count, Instant, Priority, ReferenceId } from '@deskledger/kernel'
import { criteriaNames, criteriaOf, rankOf, sameCriteria, type Criteria, type Criterion } from './criteria.ts'
import { isWithin, overlap, type InForce } from './in-force.ts'
import type { Target } from './terms.ts'
import type { AgreementKind, TargetName, TicketKind } from './words.ts'

/** A ticket as agreements see it, and which target is asked for; null: the ticket does not say. */
export interface Asked {
  readonly kind: TicketKind | null
  readonly priority: Priority | null
  readonly service: ReferenceId | null
  readonly customer: ReferenceId | null
  readonly target: TargetName
  readonly at: Instant
  /** left out: SLA */
  readonly agreement?: AgreementKind
}

/** A target of a version in force: `place` is its place among the targets of the terms. */
export interface Place {
  readonly agreementId: AgreementId
  readonly version: Count
  readonly place: number
  readonly criteria: Criteria
}

/** Why another target did not win: criteria that do not fit, or one it has less than the winner. */
export type Loser = Place & {
  readonly why:
    | { readonly type: 'NotInForce' }
    | { readonly type: 'DoesNotFit'; readonly criteria: readonly Criterion[] }
    | { readonly type: 'LessSpecific'; readonly lacks: Criterion }
}

/** What is promised for a ticket, and why. */
export type Match =
  | {
      readonly type: 'Matched'
      readonly winner: Place
      readonly agreement: InForce
      readonly target: Target
      /** the criteria it names, all of which fit; none: it is for any ticket */
      readonly matched: readonly Criterion[]
      readonly lost: readonly Loser[]
    }
  /** two or more agreements in force say it equally specifically: no one may choose for people */
  | { readonly type: 'Tied'; readonly between: readonly Place[]; readonly lost: readonly Loser[] }
  | { readonly type: 'NoMatch'; readonly lost: readonly Loser[] }

interface Candidate extends Place {
  readonly agreement: InForce
  readonly target: Target
}

const placeOf = ({ agreementId, version, place, criteria }: Place): Place => ({ agreementId, version, place, criteria })

const candidatesOf = (agreement: InForce, name: TargetName): readonly Candidate[] =>
  agreement.terms.targets.flatMap((target, place) => {
    const { agreementId, version } = agreement
    if (target.target !== name) return []
    return [{ agreementId, version, place, criteria: criteriaOf(target, agreement), agreement, target }]
  })

const named = (criteria: Criteria): readonly Criterion[] => criteriaNames.filter((name) => criteria[name] !== null)
const unfit = (criteria: Criteria, asked: Asked): readonly Criterion[] =>
  named(criteria).filter((name) => criteria[name] !== asked[name])

/** The first criterion that the winner names and the loser does not. */
const lacking = (winner: Criteria, loser: Criteria): Criterion =>
  criteriaNames.find((name) => winner[name] !== null && loser[name] === null) ?? 'kind'

const out = (candidate: Candidate, asked: Asked): readonly Loser[] => {
  if (!isWithin(candidate.agreement, asked.at)) return [{ ...placeOf(candidate), why: { type: 'NotInForce' } }]
  const criteria = unfit(candidate.criteria, asked)
  return criteria.length === 0 ? [] : [{ ...placeOf(candidate), why: { type: 'DoesNotFit', criteria } }]
}

/**
 * The most specific target in force for a ticket, which criteria made it so, and why each other one lost. Criteria weigh in
 * the order customer, service, priority, kind: the first that only one of two names decides.
 * @example matchAgreement(inForce, { kind: 'incident', priority: 1, service, customer, target: 'resolve', at })
 */
export const matchAgreement = (inForce: readonly InForce[], asked: Asked): Match => {
  const { agreement: kind = 'SLA', target } = asked
  const all = inForce.filter((one) => one.kind === kind).flatMap((one) => candidatesOf(one, target))
  const fitting = all.filter((candidate) => out(candidate, asked).length === 0)
  const lost = all.flatMap((candidate) => out(candidate, asked))
  const best = Math.max(...fitting.map(({ criteria }) => rankOf(criteria)))
  const [winner, ...equals] = fitting.filter(({ criteria }) => rankOf(criteria) === best)
  if (winner === undefined) return { type: 'NoMatch', lost }
  const losers: readonly Loser[] = [
    ...fitting
      .filter(({ criteria }) => rankOf(criteria) < best)
      .map((loser) => ({
        ...placeOf(loser),
        why: { type: 'LessSpecific' as const, lacks: lacking(winner.criteria, loser.criteria) },
      })),
    ...lost,
  ]
  if (equals.length > 0) return { type: 'Tied', between: [winner, ...equals].map(placeOf), lost: losers }
  const matched = named(winner.criteria)
  return {
    type: 'Matched',
    winner: placeOf(winner),
    agreement: winner.agreement,
    target: winner.target,
    matched,
    lost: losers,
  }
}

/** Two targets of different agreements that would be equally specific for the same tickets at the same time. */
export interface Tie {
  readonly target: TargetName
  readonly criteria: Criteria
  /** its place among the targets of the terms that would come into force */
  readonly place: number
  readonly with: Pick<Place, 'agreementId' | 'version' | 'place'>
}

/** What would tie if an agreement came into force beside others; its own other versions do not count. */
export const tiesOf = (candidate: InForce, others: readonly InForce[]): readonly Tie[] => {
  const rivals = others.filter(
    (other) =>
      other.agreementId !== candidate.agreementId && other.kind === candidate.kind && overlap(other, candidate),
  )
  return candidate.terms.targets.flatMap((own, place) => {
    const criteria = criteriaOf(own, candidate)
    return rivals
      .flatMap((rival) => candidatesOf(rival, own.target))
      .filter((other) => sameCriteria(other.criteria, criteria))
      .map(({ agreementId, version, place: theirs }) => ({
        target: own.target,
        criteria,
        place,
        with: { agreementId, version, place: theirs },
      }))
  })
}
