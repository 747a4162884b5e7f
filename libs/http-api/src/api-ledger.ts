import type { EventStore } from '@deskledger/event-store'
import type { ReadStore } from '@deskledger/read-store'
import type { DeskLedger } from '@deskledger/register'

/** What the API works on. */
export interface ApiLedger {
  readonly ledger: DeskLedger
  readonly events: EventStore
  readonly views: Pick<ReadStore, 'live'>
  /** milliseconds since 1970 */
  readonly now: () => number
  /** whether this process follows the log, so that timers run by themselves */
  readonly isFollowed: boolean
}
