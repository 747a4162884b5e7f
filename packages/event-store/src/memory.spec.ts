import * as E from 'fp-ts/lib/Either.js'
import { instantOf, type Uuid } from '@deskledger/kernel'
import { eventStoreContract } from './contract/index.ts'
import { openMemoryEventStore } from './memory.ts'

eventStoreContract('the event store in memory', () => {
  let now = 1_700_000_000_000
  const store = openMemoryEventStore({ clock: () => instantOf((now += 1)) })
  return Promise.resolve({ store, dispose: () => store.close() })
})

describe('a clock that goes back', () => {
  it('does not take the times of recording with it', async () => {
    let now = 1_700_000_000_000
    const store = openMemoryEventStore({ clock: () => instantOf((now -= 1000)) })
    const id = '6f1c2f9e-52a1-4c1b-9f7e-0d5c6a3b2e10' as Uuid
    const metadata = { commandId: id, correlationId: id, causationId: id, schemaVersion: 1 }
    const times: unknown[] = []
    for (const revision of [0, 1, 2]) {
      const appended = await store.append('a', revision - 1, [{ eventId: id, type: 'Noted', data: 1, metadata }])()
      times.push(E.isRight(appended) ? appended.right.recordedAt : appended.left)
    }
    expect(times).toStrictEqual(Array.from({ length: 3 }, () => '2023-11-14T22:13:19.000Z'))
  })
})
