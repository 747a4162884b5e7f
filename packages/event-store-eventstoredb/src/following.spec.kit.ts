import * as E from 'fp-ts/lib/Either.js'
import { NO_STREAM, type Batch, type EventStore, type Subscription } from '@deskledger/event-store'
import { START, type StoredEvent } from '@deskledger/kernel'
import { event, got } from './ledger.spec.kit.ts'

/** A follower that keeps all it was given. */
export const openFollower = (
  store: EventStore,
  subscription: Partial<Omit<Subscription, 'signal'>> = {},
  end = new AbortController(),
) => {
  const batches: Batch[] = []
  const failures: unknown[] = []
  const over = (async () => {
    for await (const given of store.subscribe({ after: START, signal: end.signal, ...subscription })) {
      if (E.isLeft(given)) failures.push(given.left)
      else batches.push(given.right)
    }
  })()
  return {
    batches,
    failures,
    events: (): readonly StoredEvent[] => batches.flatMap(({ events }) => events),
    position: () => batches.at(-1)?.position ?? START,
    stop: async () => {
      end.abort()
      await over
    },
  }
}

/** Appends so many events to a stream, one after the other. */
export const write = async (store: EventStore, stream: string, count: number) => {
  const [last] = await got(store.readStream(stream, { direction: 'backwards', limit: 1 }))
  let revision = last?.revision ?? NO_STREAM
  for (let i = 0; i < count; i++) {
    revision += 1
    await got(store.append(stream, revision - 1, [event(`${stream}/${revision}`)]))
  }
}
