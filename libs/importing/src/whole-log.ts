import * as E from 'fp-ts/lib/Either.js'
import type { EventStore, StoreFailure } from '@deskledger/event-store'
import { START, type StoredEvent } from '@deskledger/kernel'

/** Every event of a log in its order, as far as the log goes when its end is reached; throws what `fail` makes of a failure. */
export async function* wholeLog(
  { readAll }: Pick<EventStore, 'readAll'>,
  fail: (failure: StoreFailure) => Error,
): AsyncGenerator<StoredEvent> {
  for (let after = START; ;) {
    const batch = await readAll({ after })()
    if (E.isLeft(batch)) throw fail(batch.left)
    yield* batch.right.events
    if (batch.right.caughtUp) return
    after = batch.right.position
  }
}
