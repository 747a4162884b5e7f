import type { Currency, Instant, Money, Priority } from '@deskledger/kernel'
import { isWithin } from './in-force.ts'
import type { Penalty } from './terms.ts'
import type { Period, TargetName } from './words.ts'

/** A target that was missed: `id` says which clock, or which period of availability. */
export interface Breach {
  readonly id: string
  readonly target: TargetName
  readonly priority: Priority | null
  readonly breachedAt: Instant
}

/** What one rule comes to in one period; `breaches` are those that count, in order of time. */
export interface PenaltyDue {
  readonly penalty: Penalty
  readonly breaches: readonly string[]
  /** how many times the amount is due */
  readonly times: number
  readonly due: Money
  /** whether the bound of the rule held it down */
  readonly bounded: boolean
}

/** A period by its length and its ends: `from <= t < until`. */
export interface Billed {
  readonly period: Period
  readonly from: Instant
  readonly until: Instant
}

const isOf = ({ target, priority }: Penalty, breach: Breach): boolean =>
  (target === null || target === breach.target) && (priority === null || priority === breach.priority)

const times = (money: Money, factor: number, most: Money | null): Money => {
  const minor = Math.min(money.minor * factor, most?.minor ?? Infinity)
  return { minor: minor as Money['minor'], currency: money.currency }
}

const dueOf = (penalty: Penalty, breaches: readonly Breach[]): readonly PenaltyDue[] => {
  const beyond = breaches.length - penalty.tolerated
  if (beyond <= 0) return []
  const factor = penalty.per === 'breach' ? beyond : 1
  const due = times(penalty.amount, factor, penalty.most)
  const bounded = due.minor < penalty.amount.minor * factor
  const counted = penalty.per === 'breach' ? breaches.slice(penalty.tolerated) : breaches
  return [{ penalty, breaches: counted.map(({ id }) => id), times: factor, due, bounded }]
}

const inOrder = (a: Breach, b: Breach): number =>
  a.breachedAt === b.breachedAt ? (a.id < b.id ? -1 : 1) : a.breachedAt < b.breachedAt ? -1 : 1

/**
 * The penalties and credits that breaches of one agreement come to in one period. Rules of other periods wait for theirs; a
 * breach given twice counts once.
 * @example penaltiesDue(terms.penalties, breaches, { period: 'month', from, until })
 */
export const penaltiesDue = (
  penalties: readonly Penalty[],
  breaches: readonly Breach[],
  billed: Billed,
): readonly PenaltyDue[] => {
  const known = new Map(breaches.map((breach) => [breach.id, breach]))
  const counted = [...known.values()].filter(({ breachedAt }) => isWithin(billed, breachedAt)).sort(inOrder)
  return penalties
    .filter(({ period }) => period === billed.period)
    .flatMap((penalty) =>
      dueOf(
        penalty,
        counted.filter((breach) => isOf(penalty, breach)),
      ),
    )
}

/** Minor units of one currency. */
interface Total {
  readonly penalty: number
  readonly credit: number
}

/** What is due in all, for each currency: penalties to be paid, credits to be taken off. */
export const totalsOf = (dues: readonly PenaltyDue[]): ReadonlyMap<Currency, Total> => {
  const totals = new Map<Currency, Total>()
  for (const { penalty, due } of dues) {
    const total = totals.get(due.currency) ?? { penalty: 0, credit: 0 }
    totals.set(due.currency, { ...total, [penalty.type]: total[penalty.type] + due.minor })
  }
  return totals
}
