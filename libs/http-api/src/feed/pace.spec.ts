import { Readable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import type { Identity } from '@deskledger/access'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import { instantOf, uuidv5, type NewEvent, type PersonId, type Uuid } from '@deskledger/kernel'
import { feedEndpoint, type FeedTimes } from '../endpoints/feed.ts'
import type { Asked } from '../http/endpoint.ts'

const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid
const system: Identity = { subject: 'other' as PersonId, roles: ['system'], groups: [], customer: undefined }

const event = (n: number): NewEvent => {
  const id = uuidv5(namespace, String(n))
  return {
    eventId: id,
    type: 'Noted',
    data: { n },
    metadata: { commandId: id, correlationId: id, causationId: id, schemaVersion: 1 },
  }
}

/** A log in memory, that counts the events it gave and the followers it has. */
const counted = () => {
  const store = openMemoryEventStore({ clock: () => instantOf(0) })
  const counts = { given: 0, followers: 0 }
  const readAll: EventStore['readAll'] = (query) => async () => {
    const batch = await store.readAll(query)()
    if (E.isRight(batch)) counts.given += batch.right.events.length
    return batch
  }
  const subscribe: EventStore['subscribe'] = (subscription) => ({
    async *[Symbol.asyncIterator]() {
      counts.followers += 1
      try {
        for await (const batch of store.subscribe(subscription)) {
          if (E.isRight(batch)) counts.given += batch.right.events.length
          yield batch
        }
      } finally {
        counts.followers -= 1
      }
    },
  })
  let written = 0
  const write = async (count: number): Promise<void> => {
    const events = Array.from({ length: count }, (_, n) => event(written + n))
    expect(E.isRight(await store.append('a', written - 1, events)())).toBe(true)
    written += count
  }
  return { counts, write, readAll, subscribe, close: store.close }
}

type Log = ReturnType<typeof counted>

const open = async (log: Log, times?: Partial<FeedTimes>) => {
  const gone = new AbortController()
  const asked: Asked = {
    identity: system,
    path: {},
    query: { limit: 10 },
    header: (name) => (name === 'accept' ? 'text/event-stream' : undefined),
    body: undefined,
    correlationId: '',
    after: undefined,
    signal: () => gone.signal,
  }
  const history = () => Promise.resolve(E.right([]))
  const endpoint = feedEndpoint({ ledger: { history }, events: log }, { heartbeat: 60_000, longest: 60_000, ...times })
  const { body } = await endpoint.run(asked)
  if (!(body instanceof Readable)) throw new Error('a stream was asked for')
  return { body: body as Readable & AsyncIterable<string>, leave: gone.abort.bind(gone) }
}

const restOf = async (body: AsyncIterable<string>): Promise<string> => {
  let all = ''
  for await (const chunk of body) all += chunk
  return all
}

describe('a stream of the log', () => {
  it('reads no further than its reader, however much there is', async () => {
    const log = counted()
    await log.write(2000)
    const { body, leave } = await open(log)
    const chunks = body[Symbol.asyncIterator]()
    for (let taken = 1; taken <= 200; taken += 1) {
      await chunks.next()
      expect(log.counts.given).toBeLessThanOrEqual(taken + 20)
    }
    await log.write(2000)
    expect(log.counts.given).toBeLessThanOrEqual(220)
    leave()
    body.destroy()
    await log.close()
  })

  it('ends when its reader goes, and lets go of the log', async () => {
    const log = counted()
    await log.write(3)
    const { body, leave } = await open(log)
    const rest = restOf(body)
    await log.write(1)
    leave()
    expect((await rest).match(/^data: \{"stream"/gm)?.length).toBeGreaterThanOrEqual(3)
    expect(log.counts.followers).toBe(0)
    await log.close()
  })

  it('ends when it has lasted long enough, so that tokens are looked at again', async () => {
    const log = counted()
    const { body } = await open(log, { longest: 30 })
    expect(await restOf(body)).toContain('event: position')
    expect(log.counts.followers).toBe(0)
    await log.close()
  })

  it('says that it is alive while nothing happens, and misses nothing for it', async () => {
    const log = counted()
    const { body, leave } = await open(log, { heartbeat: 5 })
    let text = ''
    for await (const chunk of body) {
      text += chunk
      if (text.split(': nothing new').length === 4) await log.write(1)
      if (text.includes('"n":0')) break
    }
    expect(text.match(/"n":0/g)).toHaveLength(1)
    leave()
    await log.close()
  })

  it('breaks off where the log fails, so that its reader comes back', async () => {
    const log = counted()
    await log.write(1)
    const failing: Log = {
      ...log,
      subscribe: () => ({
        async *[Symbol.asyncIterator]() {
          yield await Promise.resolve(E.left({ type: 'StoreUnavailable' as const, message: 'No answer.' }))
        },
      }),
    }
    const { body } = await open(failing)
    await expect(restOf(body)).rejects.toMatchObject({ status: 503 })
    await log.close()
  })
})
