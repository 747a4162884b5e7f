import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { MongoClient, MongoServerError } from 'mongodb'
import * as E from 'fp-ts/lib/Either.js'
import type { ViewFailure } from '@deskledger/read-store'
import { faultProxy } from '@deskledger/servers'
import { openMongoDbReadStore, type MongoDbReadStoreOptions } from './index.ts'
import { at, right, serverForSpecs } from './servers.spec.kit.ts'
import { failureOf } from './troubles.ts'

const { running, open } = serverForSpecs({ kind: 'secantusdb' })

const table = { name: 'queue', generation: 'v1' }
const changes = [{ key: 'a', position: at(1), document: { n: 1 } }]

const failureAt = async (url: string, options: MongoDbReadStoreOptions = {}): Promise<ViewFailure> => {
  const answer = await openMongoDbReadStore(url, { patience: 2_000, ...options })()
  if (E.isLeft(answer)) return answer.left
  await answer.right.close()
  throw new Error('it was opened')
}
const failure = (type: ViewFailure['type'], words: RegExp) => ({
  type,
  message: expect.stringMatching(new RegExp(`^\\S.*${words.source}.*\\.$`, 's')) as unknown,
})
const hostOf = (url: string): string => new URL(url).host

/** Everything that a catalogue of ours, or of somebody else, holds. */
const onCatalogue = async (
  database: string,
  change: (records: ReturnType<ReturnType<MongoClient['db']>['collection']>) => Promise<unknown>,
): Promise<void> => {
  const client = new MongoClient(running().url)
  await change(client.db(database).collection('deskledger-catalogue'))
  await client.close()
}

describe('a URL that cannot be used', () => {
  const wrong = [
    ['http://user:secret@127.0.0.1/', /URL.*scheme/],
    ['mongodb://', /URL/],
    ['mongodb://user:se:cret@127.0.0.1/', /URL.*unescaped/],
    ['mongodb://user:secret@127.0.0.1/?nonsense=secret', /nonsense/],
    ['mongodb://user:secret@127.0.0.1:port/', /URL/],
    ['mongodb://user:secret@127.0.0.1/?w=majority&tls=secret', /URL.*tls/],
  ] as const
  it.each(wrong)('says what is wrong, and no password: %s', async (url, words) => {
    const left = await failureAt(url)
    expect(left).toEqual(failure('NotViews', words))
    expect(left.message).not.toMatch(/se:?cret/)
  })
  it('names a database, or a ledger, that cannot be', async () => {
    expect(await failureAt(running().url, { database: 'a.b' })).toEqual(failure('NotViews', /'a\.b'/))
    expect(await failureAt(running().url, { database: 'admin' })).toEqual(failure('NotViews', /'admin'/))
    expect(await failureAt(running().url, { ledger: 'A/B' })).toEqual(failure('NotViews', /'A\/B'/))
    expect(await failureAt(running().url, { ledger: 'x'.repeat(60) })).toEqual(failure('NotViews', /at most 63 bytes/))
  })
})

describe('a server that cannot be reached', () => {
  it('does not listen: it is waited for as long as allowed', async () => {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    const begin = performance.now()
    const left = await failureAt(`mongodb://user:secret@127.0.0.1:${port}/`, { patience: 300 })
    expect(left).toEqual(failure('ViewsUnavailable', new RegExp(`127\\.0\\.0\\.1:${port}.*ECONNREFUSED`)))
    expect(left.message).not.toContain('secret')
    expect(performance.now() - begin).toBeLessThan(10_000)
  })
  it('has a name that nobody knows', async () => {
    expect(await failureAt('mongodb://nowhere.invalid/', { patience: 500 })).toEqual(
      failure('ViewsUnavailable', /nowhere\.invalid/),
    )
  })
  it('takes connections and says nothing', async () => {
    const server = createServer(() => undefined)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    expect(await failureAt(`mongodb://127.0.0.1:${port}/`, { patience: 300 })).toEqual(
      failure('ViewsUnavailable', new RegExp(String(port))),
    )
    server.close()
  })
  it('shows a certificate that is not trusted', async () => {
    const proxy = await faultProxy(hostOf(running().url), { tls: true })
    const begin = performance.now()
    // At once: waiting does not mend it.
    expect(await failureAt(`mongodb://${proxy.host}/?tls=true&directConnection=true`, { patience: 20_000 })).toEqual(
      failure('NotViews', /certificate.*not trusted.*self.signed/),
    )
    expect(performance.now() - begin).toBeLessThan(5000)
    await proxy.stop()
  })
  it('shows a certificate that is not trusted, beside another that may come up yet: it is waited for', async () => {
    const proxy = await faultProxy(hostOf(running().url), { tls: true })
    const begin = performance.now()
    const left = await failureAt(`mongodb://${proxy.host},127.0.0.1:1/?tls=true&replicaSet=rs0`, { patience: 1500 })
    expect(['NotViews', 'ViewsUnavailable']).toContain(left.type)
    expect(performance.now() - begin).toBeGreaterThan(1400)
    await proxy.stop()
  })
  it('does not know the user or the password', async () => {
    const left = await failureAt(`mongodb://user:secret@${hostOf(running().url)}/?directConnection=true`)
    expect(left).toEqual(failure('NotViews', /does not let this program in/))
    expect(left.message).not.toContain('secret')
  })
})

describe('a database that cannot be used', () => {
  it('holds a catalogue of another program, which stays as it is', async () => {
    const database = running().newDatabase()
    await onCatalogue(database, (records) => records.insertOne({ mine: true }))
    expect(await failureAt(running().url, { database })).toEqual(failure('NotViews', /another program/))
    await onCatalogue(database, async (records) => {
      expect(await records.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ mine: true }])
    })
  })
  it('was made by a newer program', async () => {
    const store = await open()
    await store.close()
    await onCatalogue(store.database, (records) => records.updateOne({}, { $set: { version: 99 } }))
    expect(await failureAt(running().url, { database: store.database })).toEqual(failure('ViewsTooNew', /99/))
  })
  it('holds other things besides: they are left alone', async () => {
    const database = running().newDatabase()
    const client = new MongoClient(running().url)
    await client.db(database).collection('invoices').insertOne({ n: 1 })
    const store = await open({ database })
    right(await store.prepare(table, [])())
    right(await store.write(table, changes)())
    expect(right(await store.tables())).toEqual([table])
    right(await store.drop(table)())
    expect(await client.db(database).collection('invoices').countDocuments()).toBe(1)
    await store.close()
    await client.close()
  })
})

describe('a document that is too large', () => {
  it('is refused before it is sent, by table, key, size and limit; nothing of its list is written', async () => {
    const store = await open()
    right(await store.prepare(table, [])())
    const large = { key: 'large', position: at(1), document: { text: 'x'.repeat(16 * 1024 * 1024) } }
    expect(await store.write(table, [...changes, large])()).toEqual(
      E.left(failure('DocumentTooLarge', /'large' of table 'queue' takes 16777\d+ bytes.*16777216/)),
    )
    expect(right(await store.count(table)())).toBe(0)
    await store.close()
  })
  it('is one byte larger than what is taken', async () => {
    const store = await open()
    right(await store.prepare(table, [])())
    const sized = (length: number) => [{ key: 'large', position: at(1), document: { text: 'x'.repeat(length) } }]
    const refused = await store.write(table, sized(16 * 1024 * 1024))()
    const size = Number(/takes (\d+) bytes/.exec(E.isLeft(refused) ? refused.left.message : '')?.[1])
    const most = 16 * 1024 * 1024 - (size - 16 * 1024 * 1024) - 1
    expect(await store.write(table, sized(most + 1))()).toEqual(E.left(failure('DocumentTooLarge', /16777216/)))
    expect(right(await store.write(table, sized(most))())).toBe(1)
    expect(right(await store.read(table, ['large'])())).toHaveLength(1)
    await store.close()
  })
})

/** As drivers give the error of a server. */
const answered = (code: number, errmsg: string) => new MongoServerError({ ok: 0, code, errmsg, message: errmsg })

describe('what a server answers', () => {
  const cases = [
    [13, 'not authorized on x to execute command', 'ViewsReadOnly', /readWrite/],
    [18, 'Authentication failed.', 'NotViews', /Authentication failed/],
    [8000, 'bad auth', 'NotViews', /bad auth/],
    [13297, 'db already exists with different case', 'NotViews', /differs in case/],
    [14031, 'Can not take a backup or write, disk full', 'ViewsFull', /room/],
    [64, 'waiting for replication timed out', 'ViewsUnavailable', /majority/],
    [10107, 'not primary', 'ViewsUnavailable', /not primary/],
    [50, 'operation exceeded time limit', 'ViewsUnavailable', /time limit/],
    [9999, '', 'ViewsUnavailable', /./],
  ] as const
  it.each(cases)('%d is put in words', (...[code, errmsg, type, words]) => {
    expect(failureOf("the database 'x' on db1", answered(code, errmsg))).toEqual(failure(type, words))
  })
})
