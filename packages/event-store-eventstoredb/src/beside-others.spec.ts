import { EventStoreDBClient, jsonEvent, binaryEvent } from '@eventstore/db-client'
import { NO_STREAM, type EventStore } from '@deskledger/event-store'
import { GENESIS, hashOf, START } from '@deskledger/kernel'
import type { EventStoreDouble } from '@deskledger/servers'
import { event, failureOf, got, many, readToEnd, withDouble, withStore } from './ledger.spec.kit.ts'

/** A client of another system. */
const withOther = async (double: EventStoreDouble, test: (client: EventStoreDBClient) => Promise<unknown>) => {
  const client = EventStoreDBClient.connectionString(double.url)
  try {
    await test(client)
  } finally {
    await client.dispose()
  }
}

const placesOf = async (store: EventStore, query = {}): Promise<readonly string[]> =>
  (await readToEnd(store, query)).map(({ stream, revision }) => `${stream}@${revision}`)

describe('what stands on the server', () => {
  it('is JSON that other tools read: category, type, data, correlation, and the envelope', () =>
    withDouble({}, (double) =>
      withStore(double.url, { ledger: 'acme' }, async (store) => {
        const sent = event('x', { title: 'mail is down', '10': 1, '9': 2 }, 'IncidentRaised')
        const { recordedAt } = await got(store.append('incident-INC0000042', NO_STREAM, [sent]))
        const [stored] = [...double.log.scan()].filter(({ type }) => !type.startsWith('$'))
        const [read] = await got(store.readStream('incident-INC0000042'))
        expect(stored).toMatchObject({ stream: 'acme.incident-INC0000042', type: 'IncidentRaised', json: true })
        expect(Buffer.from(stored?.data ?? []).toString()).toBe('{"10":1,"9":2,"title":"mail is down"}')
        expect(JSON.parse(Buffer.from(stored?.metadata ?? []).toString())).toStrictEqual({
          $correlationId: sent.metadata.correlationId,
          $causationId: sent.metadata.causationId,
          deskledger: { format: 1, ledger: 'acme', eventId: sent.eventId, recordedAt, hash: read?.hash },
          metadata: sent.metadata,
        })
        expect(read?.hash).toBe(hashOf(GENESIS, { ...sent, stream: 'incident-INC0000042', revision: 0, recordedAt }))
        expect(stored?.id).not.toBe(sent.eventId)
      }),
    ))
  it('never has a name or a type that the server takes for its own', () =>
    withDouble({}, (double) =>
      withStore(double.url, {}, async (store) => {
        await got(store.append('$ce-incident', NO_STREAM, [event('x', 1, '$>'), event('y', 2, '$metadata')]))
        await got(store.append('~', NO_STREAM, [event('z', 3, '~$')]))
        const names = [...double.log.scan()].map(({ stream, type }) => `${stream} ${type}`)
        expect(names.slice(-3)).toStrictEqual(['~$ce-incident ~$>', '~$ce-incident ~$metadata', '~~ ~~$'])
        expect((await readToEnd(store)).map(({ stream, type }) => `${stream} ${type}`)).toStrictEqual([
          '$ce-incident $>',
          '$ce-incident $metadata',
          '~ ~$',
        ])
        expect(await placesOf(store, { types: ['$>'], streams: ['$ce'] })).toStrictEqual(['$ce-incident@0'])
      }),
    ))
})

describe('two ledgers on one server', () => {
  it('know nothing of each other', () =>
    withDouble({}, (double) =>
      withStore(double.url, { ledger: 'acme' }, (acme) =>
        withStore(double.url, { ledger: 'acme2' }, (other) =>
          withStore(double.url, {}, async (unnamed) => {
            for (const [i, store] of [acme, other, unnamed].entries()) {
              expect(await got(store.append('a', NO_STREAM, many(2 + i)))).toMatchObject({ revision: 1 + i })
              expect(await got(store.append('a', NO_STREAM, many(2 + i)))).toMatchObject({ repeated: true })
            }
            for (const [i, store] of [acme, other, unnamed].entries()) {
              expect(await readToEnd(store)).toStrictEqual(await got(store.readStream('a')))
              expect(await got(store.readStream('a'))).toHaveLength(2 + i)
              expect(await got(store.verify)).toStrictEqual({ streams: 1, events: 2 + i, fault: null, foreign: 7 - i })
              expect(await got(store.head)).toBe((await readToEnd(store)).at(-1)?.position)
            }
          }),
        ),
      ),
    ))
  it('see where one would write into the other', () =>
    withDouble({}, (double) =>
      withStore(double.url, { ledger: 'acme' }, (acme) =>
        withStore(double.url, {}, async (unnamed) => {
          await got(acme.append('incident-1', NO_STREAM, many(1)))
          expect(await failureOf(unnamed.readStream('acme.incident-1'))).toMatchObject({
            type: 'Damaged',
            message: expect.stringMatching(/another system/) as string,
          })
        }),
      ),
    ))
})

describe('events of other systems', () => {
  const others = async (client: EventStoreDBClient) => {
    await client.appendToStream('orders-1', [
      jsonEvent({ type: 'Noted', data: { order: 1 } }),
      jsonEvent({ type: 'Noted', data: { order: 2 }, metadata: { deskledger: 'no envelope' } }),
      jsonEvent({ type: 'OrderPlaced', data: ['x'], metadata: { deskledger: { format: 1, ledger: 'elsewhere' } } }),
      binaryEvent({ type: 'Noted', data: Buffer.from([1, 2, 3]) }),
    ])
    await client.appendToStream('links', jsonEvent({ type: '$>', data: '0@orders-1' }))
    await client.setStreamMetadata('orders-1', { maxCount: 100 })
  }
  it.each([{}, { types: ['Noted'] }, { streams: ['a', 'orders'] }, { types: ['Noted'], streams: ['a'] }])(
    'are left out of the log read by %j, and counted by verify',
    (query) =>
      withDouble({}, (double) =>
        withStore(double.url, {}, (store) =>
          withOther(double, async (client) => {
            await others(client)
            await got(store.append('a', NO_STREAM, many(3)))
            await others(client)
            await got(store.append('a', 2, [event('last')]))
            await others(client)
            for (const limit of [1, 1000])
              expect(await placesOf(store, { ...query, limit })).toStrictEqual(['a@0', 'a@1', 'a@2', 'a@3'])
            const last = (await got(store.readAll({ after: START, ...query }))).position
            expect(last > (await got(store.head))).toBe(true)
            expect(await got(store.verify)).toStrictEqual({ streams: 1, events: 4, fault: null, foreign: 12 })
          }),
        ),
      ),
  )
  it('in a stream of ours are told, not passed over', () =>
    withDouble({}, (double) =>
      withStore(double.url, {}, (store) =>
        withOther(double, async (client) => {
          await got(store.append('a', NO_STREAM, many(2)))
          await client.appendToStream('a', jsonEvent({ type: 'Intruded', data: {} }))
          for (const task of [store.readStream('a'), store.append('a', 2, [event('x')])])
            expect(await failureOf(task)).toMatchObject({
              type: 'Damaged',
              message: expect.stringMatching(/Stream a, revision 2.*type Intruded/) as string,
            })
          expect((await got(store.verify)).fault).toMatchObject({
            stream: 'a',
            revision: 2,
            what: expect.stringMatching(/Intruded/) as string,
          })
        }),
      ),
    ))
})
