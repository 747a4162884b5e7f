import type { EventStore } from '@deskledger/event-store'
import type { DeskLedger } from '@deskledger/register'

/** What the API works on. */
export interface ApiLedger {
  readonly ledger: DeskLedger
  readonly events: EventStore
  /** milliseconds since 1970 */
  readonly now: () => number
}
