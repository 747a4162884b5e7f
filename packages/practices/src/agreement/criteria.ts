import type { ReferenceId } from '@deskledger/kernel'
import type { Target } from './terms.ts'

/** The criteria of a target, the weightiest first: a contract with this customer outranks all others, then the service … */
export const criteriaNames = ['customer', 'service', 'priority', 'kind'] as const
export type Criterion = (typeof criteriaNames)[number]

/** Which tickets a target is for; null is any. */
export type Criteria = Pick<Target, Criterion>

/** The criteria that hold for a target of an agreement: its customer is the agreement's, where it names none itself. */
export const criteriaOf = (
  { customer, service, priority, kind }: Target,
  agreement: { readonly customer: ReferenceId | null },
): Criteria => ({ customer: customer ?? agreement.customer, service, priority, kind })

/** How specific criteria are: of two that fit a ticket the greater wins; the same number is the same criteria. */
export const rankOf = (criteria: Criteria): number =>
  criteriaNames.reduce((rank, name) => rank * 2 + (criteria[name] === null ? 0 : 1), 0)

export const sameCriteria = (a: Criteria, b: Criteria): boolean => criteriaNames.every((name) => a[name] === b[name])

/** `priority 1, service mail`; `any ticket` where nothing is named. */
export const wordsForCriteria = (criteria: Criteria): string => {
  const named = criteriaNames.flatMap((name) => (criteria[name] === null ? [] : [`${name} ${criteria[name]}`]))
  return named.length === 0 ? 'any ticket' : named.join(', ')
}
