import type { AgreementId, Instant } from '@deskledger/kernel'
import { criteriaNames, criteriaOf, rankOf, type Criteria } from './criteria.ts'
import { isWithin, type InForce } from './in-force.ts'
import type { Goal, Target } from './terms.ts'

/** Where an OLA or UC does not bear what an SLA promises. Places are those of targets in their terms. */
export type UnderpinningGap =
  /** the SLA names it, and it is not in force */
  | { readonly type: 'NotInForce'; readonly agreementId: AgreementId }
  /** it ends while the SLA goes on; `until` of the SLA null: without end */
  | {
      readonly type: 'EndsBefore'
      readonly agreementId: AgreementId
      readonly ends: Instant
      readonly until: Instant | null
    }
  /** none of them promises anything for tickets of this target */
  | { readonly type: 'NotCovered'; readonly place: number }
  /** it takes longer, or promises less availability */
  | (Pair & { readonly type: 'Looser' })
  /** another unit, calendar or period: nobody can say which is looser without a case */
  | (Pair & { readonly type: 'NotComparable'; readonly differs: 'unit' | 'calendar' | 'period' })

interface Pair {
  readonly agreementId: AgreementId
  /** of the SLA */
  readonly place: number
  /** of the OLA or UC */
  readonly theirs: number
  readonly promised: Goal
  readonly borne: Goal
}

interface Bearing {
  readonly agreementId: AgreementId
  readonly place: number
  readonly target: Target
  readonly criteria: Criteria
}

/** The customer of an OLA or UC is the organisation itself: only one that a target names counts here. */
const bearings = ({ agreementId, terms }: InForce): readonly Bearing[] =>
  terms.targets.map((target, place) => ({
    agreementId,
    place,
    target,
    criteria: criteriaOf(target, { customer: null }),
  }))

/** Whether some ticket can be of both. */
const meets = (a: Criteria, b: Criteria): boolean =>
  criteriaNames.every((name) => a[name] === null || b[name] === null || a[name] === b[name])
/** Whether every ticket of the second is one of the first. */
const covers = (a: Criteria, b: Criteria): boolean =>
  criteriaNames.every((name) => a[name] === null || a[name] === b[name])

/** The targets of one agreement that come to bear for tickets of a promise: not those that a more specific one replaces. */
const bearingOn = (sla: InForce, promise: Target, all: readonly Bearing[]): readonly Bearing[] => {
  const promised = criteriaOf(promise, sla)
  const fitting = all.filter(({ target, criteria }) => target.target === promise.target && meets(criteria, promised))
  return fitting.filter(
    ({ criteria }) =>
      !fitting.some((other) => rankOf(other.criteria) > rankOf(criteria) && covers(other.criteria, promised)),
  )
}

type Comparison = 'held' | 'looser' | 'unit' | 'calendar' | 'period'
const held = (holds: boolean): Comparison => (holds ? 'held' : 'looser')

/** For a start within the hours, the end of a day lies between its clock time and the next day's. */
const halfDays = ({ days, endOfDay }: Extract<Goal, { unit: 'days' }>): number => 2 * days + (endOfDay ? 1 : 0)

const comparedAmounts = (promised: Goal, borne: Goal): Comparison => {
  if (promised.unit === 'seconds' && borne.unit === 'seconds') return held(borne.seconds <= promised.seconds)
  if (promised.unit === 'days' && borne.unit === 'days') return held(halfDays(borne) <= halfDays(promised))
  if (promised.unit !== 'ppm' || borne.unit !== 'ppm') return 'unit'
  return promised.period === borne.period ? held(borne.ppm >= promised.ppm) : 'period'
}
const compared = (promised: Goal, borne: Goal): Comparison =>
  promised.calendar === borne.calendar ? comparedAmounts(promised, borne) : 'calendar'

const gapOf = (pair: Pair): readonly UnderpinningGap[] => {
  const outcome = compared(pair.promised, pair.borne)
  if (outcome === 'held') return []
  return [outcome === 'looser' ? { type: 'Looser', ...pair } : { type: 'NotComparable', ...pair, differs: outcome }]
}

const inTime = (sla: InForce, named: readonly InForce[]): readonly UnderpinningGap[] =>
  named.flatMap(({ agreementId, until: ends }) =>
    ends !== null && (sla.until === null || ends < sla.until)
      ? [{ type: 'EndsBefore', agreementId, ends, until: sla.until }]
      : [],
  )

/**
 * The gaps between an SLA and the agreements it says underpin it, as of an instant.
 * @example underpinningGaps(sla, inForce, now)
 */
export const underpinningGaps = (
  sla: InForce,
  inForce: readonly InForce[],
  at: Instant,
): readonly UnderpinningGap[] => {
  const named = inForce.filter(
    (one) => sla.terms.underpinnedBy.includes(one.agreementId) && one.kind !== 'SLA' && isWithin(one, at),
  )
  const missing = sla.terms.underpinnedBy.filter((id) => !named.some(({ agreementId }) => agreementId === id))
  const promises = named.length === 0 ? [] : sla.terms.targets
  return [
    ...missing.map((agreementId) => ({ type: 'NotInForce' as const, agreementId })),
    ...inTime(sla, named),
    ...promises.flatMap((promise, place): readonly UnderpinningGap[] => {
      const bearing = named.flatMap((one) => bearingOn(sla, promise, bearings(one)))
      if (bearing.length === 0) return [{ type: 'NotCovered', place }]
      return bearing.flatMap(({ agreementId, place: theirs, target }) =>
        gapOf({ agreementId, place, theirs, promised: promise.goal, borne: target.goal }),
      )
    }),
  ]
}
