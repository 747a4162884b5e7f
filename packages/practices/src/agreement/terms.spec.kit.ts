import type {
  AgreementId,
  CalendarId,
  Count,
  Currency,
  Instant,
  Money,
  Priority,
  ReferenceId,
} from '@deskledger/kernel'
import * as fc from 'fast-check'
import type { InForce } from './in-force.ts'
import { termsOf, type Goal, type Target, type WrittenTerms } from './terms.ts'
import type { TargetName } from './words.ts'

export const calendar = 'berlin-office' as CalendarId
export const instant = (text: string): Instant => `${text}T00:00:00.000Z` as Instant
export const reference = (text: string): ReferenceId => text as ReferenceId
export const agreementId = (text: string): AgreementId => text as AgreementId
export const euros = (minor: number): Money => ({ minor: minor as Money['minor'], currency: 'EUR' as Currency })
export const hours = (count: number): Goal => ({ unit: 'seconds', seconds: count * 3600, calendar })

type WrittenTarget = WrittenTerms['targets'][number]

/** A target to resolve in a working day, for any ticket, but for what is said. */
export const target = (said: Partial<WrittenTarget> = {}): WrittenTarget => ({
  target: 'resolve',
  goal: hours(8),
  ...said,
})

/** An SLA in force from 2025 on without end, but for what is said. */
export const inForce = (id: string, targets: readonly WrittenTarget[], said: Partial<InForce> = {}): InForce => ({
  agreementId: agreementId(id),
  version: 1 as Count,
  kind: 'SLA',
  provider: null,
  customer: null,
  from: instant('2025-01-01'),
  until: null,
  terms: termsOf({ targets }),
  ...said,
})

const names = fc.constantFrom<TargetName>('respond', 'resolve')
export const criteria = fc.record(
  {
    kind: fc.constantFrom(null, 'incident' as const, 'change' as const),
    priority: fc.constantFrom<Priority | null>(null, 1, 2),
    service: fc.constantFrom(null, reference('mail'), reference('web')),
    customer: fc.constantFrom(null, reference('acme')),
  },
  { noNullPrototype: true },
)

/** Terms of one to five targets: of those with the same criteria, the first. */
export const goodTerms: fc.Arbitrary<WrittenTerms> = fc
  .uniqueArray(fc.tuple(names, criteria, fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
    maxLength: 5,
    selector: ([name, which]) => JSON.stringify([name, which]),
  })
  .map((targets) => ({
    targets: targets.map(([name, which, count]): Target => ({
      target: name,
      ...which,
      goal: hours(count),
      warnAt: [80],
    })),
  }))
