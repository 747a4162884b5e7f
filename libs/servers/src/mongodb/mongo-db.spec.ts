import { MongoClient } from 'mongodb'
import { mongoDb, wantedKinds } from './mongo-db.ts'
import { KINDS, type TestMongoDb } from './test-mongo-db.ts'

import.meta.jest.setTimeout(300_000) // the first time, servers are installed

const started: TestMongoDb[] = []
const start = async (kind?: TestMongoDb['kind']): Promise<TestMongoDb> => {
  const server = await mongoDb(kind === undefined ? {} : { kind })
  started.push(server)
  return server
}
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop()
})

const onRows = async <A>(
  server: TestMongoDb,
  ask: (rows: ReturnType<ReturnType<MongoClient['db']>['collection']>) => Promise<A>,
): Promise<A> => {
  const client = new MongoClient(server.url, { serverSelectionTimeoutMS: 20_000 })
  try {
    return await ask(client.db(server.newDatabase()).collection('rows'))
  } finally {
    await client.close()
  }
}

describe('a MongoDB for tests', () => {
  it('is the first that this machine can give, and takes writes', async () => {
    const server = await start()
    expect(KINDS).toContain(server.kind)
    expect(server.version).toMatch(/^\d+\.\d+/)
    expect(await onRows(server, async (rows) => (await rows.insertOne({ n: 1 })).acknowledged)).toBe(true)
  })
  it.each(['secantusdb', 'mongo-java-server'] as const)(
    'is %s when that is asked for: texts come in the order of their bytes',
    async (kind) => {
      const server = await start(kind)
      const texts = ['', 'B', 'a', 'a\0', 'ä', '\uffff', '\u{10000}']
      const sorted = await onRows(server, async (rows) => {
        await rows.insertMany([...texts].reverse().map((text) => ({ text })))
        return rows.find().sort({ text: 1 }).toArray()
      })
      expect(sorted.map(({ text }) => text as unknown)).toEqual(texts)
    },
  )
  it('that keeps what it acknowledged has it after a kill', async () => {
    const server = await start('secantusdb')
    const client = new MongoClient(server.url, { serverSelectionTimeoutMS: 20_000 })
    const rows = client.db(server.newDatabase()).collection('rows')
    for (let n = 0; n < 20; n++) await rows.insertOne({ n }, { writeConcern: { w: 'majority', journal: true } })
    await server.kill?.()
    await server.startAgain?.()
    expect(await rows.countDocuments()).toBe(20)
    await client.close()
  })
  it('is never a stand-in before the real thing, whichever stands in', () => {
    const before = process.env['DESKLEDGER_TEST_MONGODB']
    delete process.env['DESKLEDGER_TEST_MONGODB']
    expect(wantedKinds({})).toEqual(KINDS)
    const real = ['url', 'docker', 'mongod']
    expect(wantedKinds({ standIn: 'secantusdb' })).toEqual([...real, 'secantusdb', 'mongo-java-server'])
    expect(wantedKinds({ standIn: 'mongo-java-server' })).toEqual([...real, 'mongo-java-server', 'secantusdb'])
    expect(wantedKinds({ kind: 'docker', standIn: 'mongo-java-server' })).toEqual(['docker'])
    if (before !== undefined) process.env['DESKLEDGER_TEST_MONGODB'] = before
  })
  it('that cannot be had is refused, with what is lacking', async () => {
    const before = process.env['DESKLEDGER_TEST_MONGODB_URL']
    delete process.env['DESKLEDGER_TEST_MONGODB_URL']
    await expect(start('url')).rejects.toThrow(
      'There is no MongoDB to test with. url: DESKLEDGER_TEST_MONGODB_URL is not set. Provide one of these and test again.',
    )
    if (before !== undefined) process.env['DESKLEDGER_TEST_MONGODB_URL'] = before
  })
  it('of no known kind is refused', async () => {
    const before = process.env['DESKLEDGER_TEST_MONGODB']
    process.env['DESKLEDGER_TEST_MONGODB'] = 'mongo'
    await expect(start()).rejects.toThrow("DESKLEDGER_TEST_MONGODB is 'mongo'; it must be one of url, docker,")
    delete process.env['DESKLEDGER_TEST_MONGODB']
    if (before !== undefined) process.env['DESKLEDGER_TEST_MONGODB'] = before
  })
})
