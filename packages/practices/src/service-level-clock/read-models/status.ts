import type { ClockId, Instant } from '@deskledger/kernel'
import type { Clock } from '../clock.ts'
import type { Share, Verdict } from '../words.ts'

/** A clock as its last event left it; how it stands at another time `statusAsOf` says. */
export interface ServiceLevelStatus extends Clock {
  readonly clockId: ClockId
  /** the breach that holds; null: none was made known */
  readonly breachedAt: Instant | null
  /** the last escalation that holds; null: none was made known */
  readonly escalation: Share | null
  readonly verdict: Verdict | null
}
