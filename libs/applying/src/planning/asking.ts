import type { Instant, PersonId } from '@deskledger/kernel'

/** Who asks, and when it is said to have happened. */
export interface Asking {
  readonly by: PersonId
  readonly at: Instant
}
