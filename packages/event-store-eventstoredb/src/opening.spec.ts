import { createServer, type AddressInfo, type Socket } from 'node:net'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { NO_STREAM } from '@deskledger/event-store'
import { startEventStoreDouble } from '@deskledger/servers'
import { openEventStoreDbEventStore } from './index.ts'
import { event, failureOf, got, many, withDouble, withStore } from './ledger.spec.kit.ts'
import { countClients } from './shared-clients.ts'

const PATIENCE = 1500
const opening = (url: string, options = {}) => openEventStoreDbEventStore(url, { patience: PATIENCE, ...options })

afterEach(() => {
  expect(countClients()).toBe(0)
})

describe('opening a ledger on EventStoreDB', () => {
  it('fails with what is wrong in the connection string', async () => {
    expect(await failureOf(opening('esdb://host:x?tsl=1'))).toMatchObject({
      type: 'NotALedger',
      message: expect.stringMatching(/port of host host.*no option tsl/) as string,
    })
  })
  it('fails where nobody listens, within its patience, and says where', async () => {
    const double = await startEventStoreDouble()
    await double.stop('hard')
    const start = performance.now()
    expect(await failureOf(opening(double.url))).toMatchObject({
      type: 'StoreUnavailable',
      message: expect.stringMatching(new RegExp(`127\\.0\\.0\\.1:${double.port} could not be reached`)) as string,
    })
    expect(performance.now() - start).toBeLessThan(PATIENCE + 1000)
  })
  it('fails where somebody listens and says nothing', async () => {
    const sockets = new Set<Socket>()
    const mute = createServer((socket) => sockets.add(socket))
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const { port } = mute.address() as AddressInfo
    expect(await failureOf(opening(`esdb://127.0.0.1:${port}?tls=false`))).toMatchObject({
      type: 'StoreUnavailable',
      message: expect.stringMatching(/gave no answer within 1500 ms/) as string,
    })
    for (const socket of sockets) socket.destroy()
    mute.close()
  })
  it('waits for a server that is just starting', () =>
    withDouble({}, async (double) => {
      await double.stop('hard')
      const late = got(opening(double.url, { patience: 10_000 }))
      await new Promise((resolve) => setTimeout(resolve, 300))
      await double.restart()
      const store = await late
      expect(await got(store.append('a', NO_STREAM, many(1)))).toMatchObject({ revision: 0 })
      await store.close()
    }))
  it('fails with a wrong password, and with a wrong user, at once and without showing them', () =>
    withDouble({ tls: true }, async (double) => {
      for (const credentials of [
        { name: 'admin', password: 's3cret' },
        { name: 'nobody', password: 's3cret' },
      ]) {
        const failure = await failureOf(opening(double.urlFor(credentials), { patience: 60_000 }))
        expect(failure).toMatchObject({
          type: 'NotALedger',
          message: expect.stringMatching(/refused the user or the password/) as string,
        })
        expect(failure.message).not.toContain('s3cret')
      }
    }))
  it('opens with the right one', () =>
    withDouble({ tls: true }, (double) =>
      withStore(double.urlFor({ name: 'admin', password: 'changeit' }), {}, async (store) => {
        await got(store.append('a', NO_STREAM, many(2)))
        expect(await got(store.readStream('a'))).toHaveLength(2)
      }),
    ))
  it('fails for a user who has no right to read $all', () =>
    withDouble({ tls: true, users: [{ name: 'jim', password: 'p@ss:%', groups: [] }] }, async (double) => {
      expect(await failureOf(opening(double.urlFor({ name: 'jim', password: 'p@ss:%' })))).toMatchObject({
        type: 'NotALedger',
        message: expect.stringMatching(/no right to read \$all/) as string,
      })
    }))
  it('fails where the certificate is not trusted, at once', () =>
    withDouble({ tls: true }, async (double) => {
      const failure = failureOf(opening(`esdb://admin:changeit@127.0.0.1:${double.port}`, { patience: 60_000 }))
      expect(await failure).toMatchObject({
        type: 'NotALedger',
        message: expect.stringMatching(/could not be trusted.*tlsCAFile/) as string,
      })
    }))
  it('fails where the server takes no appends in batches', () =>
    withDouble({ batchAppend: false }, async (double) => {
      expect(await failureOf(opening(double.url))).toMatchObject({
        type: 'NotALedger',
        message: expect.stringMatching(/too old/) as string,
      })
    }))
  it('fails where a newer version of this program wrote last', () =>
    withDouble({}, async (double) => {
      const client = EventStoreDBClient.connectionString(double.url)
      const metadata = { deskledger: { format: 2, ledger: '' }, metadata: {} }
      await client.appendToStream('a', jsonEvent({ type: 'Noted', data: {}, metadata }))
      await client.dispose()
      expect(await failureOf(opening(double.url))).toMatchObject({
        type: 'LedgerTooNew',
        message: expect.stringMatching(/Stream a, revision 0.*format 2/) as string,
      })
    }))
  it.each(['Acme', 'a.b', 'a-b'])('fails with the ledger name %p', async (ledger) => {
    expect(await failureOf(opening('esdb://127.0.0.1:1?tls=false', { ledger }))).toMatchObject({ type: 'Unstorable' })
  })
})

describe('an opened store', () => {
  it('shares its client with others of the same connection string, and the last one closes it', () =>
    withDouble({}, async (double) => {
      const one = await got(opening(double.url, { ledger: 'one' }))
      const other = await got(opening(double.url, { ledger: 'other' }))
      expect(countClients()).toBe(1)
      await one.close()
      expect(countClients()).toBe(1)
      expect(await got(other.append('a', NO_STREAM, many(1)))).toMatchObject({ revision: 0 })
      await other.close()
      expect(countClients()).toBe(0)
    }))
  it('says when it may not append', () =>
    withDouble({ tls: true }, (double) =>
      withStore(double.urlFor({ name: 'admin', password: 'changeit' }), {}, async (store) => {
        double.faults.set({ on: 'append', what: 'denied', times: 1 })
        expect(await failureOf(store.append('a', NO_STREAM, [event('x')]))).toMatchObject({
          type: 'StoreReadOnly',
          message: expect.stringMatching(/no right to append/) as string,
        })
      }),
    ))
  it('goes on at the leader when its node only follows', () =>
    withDouble({ nodes: 3 }, (double) =>
      withStore(`esdb://127.0.0.1:${double.nodes[1]?.port ?? 0}?tls=false`, {}, async (store) => {
        for (let i = 0; i < 3; i++) {
          expect(await got(store.append('a', i - 1, [event(`event-${i}`)]))).toMatchObject({
            revision: i,
            repeated: false,
          })
          expect(await got(store.readStream('a'))).toHaveLength(i + 1)
        }
      }),
    ))
  it('goes on when another node becomes the leader', () =>
    withDouble({ nodes: 3 }, (double) =>
      withStore(double.url, { patience: 5000 }, async (store) => {
        for (let i = 0; i < 9; i++) {
          if (i % 3 === 2) double.nodes[(i - 2) / 3]?.lead()
          expect(await got(store.append('a', i - 1, [event(`event-${i}`)]))).toMatchObject({
            revision: i,
            repeated: false,
          })
        }
        expect(await got(store.verify)).toMatchObject({ events: 9, fault: null })
      }),
    ))
})
