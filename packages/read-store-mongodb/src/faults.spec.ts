import { MongoClient, type Document } from 'mongodb'
import * as E from 'fp-ts/lib/Either.js'
import type { Change, ViewFailure } from '@deskledger/read-store'
import { faultProxy, type FaultProxy, type ProxyTrouble } from '@deskledger/servers'
import { openMongoDbReadStore, type MongoDbReadStore, type MongoDbReadStoreOptions } from './index.ts'
import { at, right, serverForSpecs } from './servers.spec.kit.ts'

const { running } = serverForSpecs({ kind: 'secantusdb' })

const table = { name: 'queue', generation: 'v1' }
const keys = Array.from({ length: 40 }, (_, n) => `k${n}`)
const batch = (n: number): readonly Change[] =>
  keys.map((key, i) => ({ key, position: at(n), document: (n + i) % 7 === 0 ? undefined : { n, i } }))

let proxy: FaultProxy
let store: MongoDbReadStore
const told: string[] = []

const opened = async (options: MongoDbReadStoreOptions = {}): Promise<void> => {
  proxy = await faultProxy(new URL(running().url).host)
  const database = running().newDatabase()
  const onTrouble = (sentence: string) => told.push(sentence)
  store = right(
    await openMongoDbReadStore(`mongodb://${proxy.host}/?directConnection=true`, { database, onTrouble, ...options })(),
  )
  right(await store.prepare(table, [{ name: 'n', fields: ['n'] }])())
  told.length = 0
}
afterEach(async () => {
  await proxy.stop()
  await store.close()
})

const holds = (command: string) => (request: Buffer) => request.includes(`\x02${command}\0`)

/** Writes again and again until it is answered; how often it was not. */
const insisted = async (changes: readonly Change[]): Promise<number> => {
  for (let refused = 0; ; refused++) {
    const answer = await store.write(table, changes)()
    if (E.isRight(answer)) return refused
    expect(answer.left.type).toBe('ViewsUnavailable')
  }
}
const expectAll = async (changes: readonly Change[]): Promise<void> => {
  const held = right(await store.read(table, keys)())
  expect(new Map(held.map((one) => [one.key, one]))).toEqual(new Map(changes.map((one) => [one.key, one])))
  const live = changes.filter(({ document }) => document !== undefined)
  expect(right(await store.count(table, [{ path: 'n', from: 0 }])())).toBe(live.length)
}

const cuts: readonly ProxyTrouble[] = ['cut-before', 'cut-after', 'cut-half-way']

describe('a connection that is cut', () => {
  it.each(cuts)('%s: a write is done, or refused as one that may be done; asked again it is there', async (what) => {
    await opened({ patience: 5_000 })
    for (let n = 1; n <= 6; n++) {
      proxy.set({ what, on: holds('update'), times: n % 3 })
      await insisted(batch(n))
      await expectAll(batch(n))
    }
    expect(proxy.struck()).toBeGreaterThanOrEqual(4)
  })
  it.each(cuts)('%s: reading goes on by itself', async (what) => {
    await opened({ patience: 5_000 })
    await insisted(batch(1))
    for (let round = 0; round < 4; round++) {
      proxy.set({ what, on: holds('find'), times: 1 })
      await expectAll(batch(1))
    }
    expect(proxy.struck()).toBe(4)
  })
  it.each(cuts)('%s: a name moves once, and who moved it is told so', async (what) => {
    await opened({ patience: 5_000 })
    for (let n = 1; n <= 6; n++) {
      proxy.set({ what, on: (request) => holds('findAndModify')(request) || holds('insert')(request), times: n % 3 })
      const move = store.switchLive({ model: 'm', generation: `v${n}` }, n === 1 ? undefined : `v${n - 1}`)
      expect(right(await move())).toBe(true)
      expect(right(await move())).toBe(false)
      expect(right(await store.live('m')())).toBe(`v${n}`)
    }
    expect(proxy.struck()).toBeGreaterThanOrEqual(4)
  })
})

const timed = async <A>(run: () => Promise<A>): Promise<readonly [A, milliseconds: number]> => {
  const begin = performance.now()
  const answer = await run()
  return [answer, performance.now() - begin]
}
const unavailable = E.left({
  type: 'ViewsUnavailable',
  message: expect.stringMatching(/^The read store in the database .* does not answer: .+\.$/s) as unknown,
} satisfies { readonly type: ViewFailure['type']; readonly message: unknown })

describe.each(['black hole', 'server that is not there'] as const)('a %s', (kind) => {
  it('refuses what is asked within the time allowed, says so once, and is back by itself', async () => {
    const patience = 1_500
    await opened({ patience })
    await insisted(batch(1))
    if (kind === 'black hole') proxy.set({ what: 'hold' })
    else proxy.down()
    for (let round = 0; round < 3; round++) {
      const asked = [
        store.write(table, batch(2)),
        store.read(table, keys),
        store.find(table, { sort: [{ path: 'n' }] }),
        store.count(table),
        store.live('m'),
        store.switchLive({ model: 'm', generation: 'v1' }, undefined),
        store.tables,
      ]
      const [answers, milliseconds] = await timed(() => Promise.all(asked.map((ask) => ask())))
      expect(answers).toEqual(asked.map(() => unavailable))
      expect(milliseconds).toBeLessThan(3 * patience)
    }
    proxy.lift()
    await insisted(batch(3))
    await expectAll(batch(3))
    expect(right(await store.switchLive({ model: 'other', generation: 'v1' }, undefined)())).toBe(true)
    expect(told.length).toBeGreaterThanOrEqual(2)
    expect(told.map((sentence) => (sentence.includes('was lost') ? 'lost' : 'back'))).toEqual(
      told.map((_, at) => (at % 2 === 0 ? 'lost' : 'back')),
    )
    expect(told.join()).not.toContain('@')
    expect(proxy.connections()).toBeLessThan(30)
  })
})

describe('closing', () => {
  it('waits for what was asked before, though no answer comes, as long as allowed', async () => {
    await opened({ patience: 1_000 })
    proxy.set({ what: 'hold', on: holds('update') })
    const late = store.write(table, batch(1))()
    const [, milliseconds] = await timed(() => store.close())
    expect(await late).toEqual(unavailable)
    expect(milliseconds).toBeLessThan(10_000)
    expect(await store.read(table, keys)()).toMatchObject(E.left({ type: 'ViewsClosed' }))
  })
})

describe('a server that answers with an error', () => {
  let client: MongoClient
  beforeEach(() => {
    client = new MongoClient(running().url)
  })
  afterEach(async () => {
    await client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' })
    await client.close()
  })
  const failing = (commands: readonly string[], data: Document, times?: number) =>
    client.db('admin').command({
      configureFailPoint: 'failCommand',
      mode: times === undefined ? 'alwaysOn' : { times },
      data: { failCommands: commands, appName: 'deskledger', ...data },
    })

  // NotWritablePrimary, InterruptedDueToReplStateChange, PrimarySteppedDown, ExceededTimeLimit
  it.each([10107, 11602, 189, 262])('%d once: nobody notices', async (errorCode) => {
    await opened()
    await failing(['update', 'find', 'aggregate', 'findAndModify', 'insert'], { errorCode }, 1)
    expect(await insisted(batch(1))).toBe(0)
    await expectAll(batch(1))
  })
  it.each([10107, 11602, 189, 262])('%d again and again: refused, and done once it is over', async (errorCode) => {
    await opened()
    await failing(['update'], { errorCode })
    expect(await store.write(table, batch(1))()).toEqual(unavailable)
    await client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' })
    await insisted(batch(2))
    await expectAll(batch(2))
  })
  it('a primary that steps down refuses, and is used again once it is back', async () => {
    await opened()
    await insisted(batch(1))
    await client
      .db('admin')
      .command({ replSetStepDown: 1, force: true })
      .catch(() => undefined)
    await insisted(batch(2))
    await expectAll(batch(2))
  })
  it('no majority: what was written may be there, and asked again it is', async () => {
    await opened()
    const writeConcernError = { code: 64, errmsg: 'waiting for replication timed out' }
    await failing(['update'], { writeConcernError }, 1)
    expect(await store.write(table, batch(1))()).toMatchObject({
      left: { type: 'ViewsUnavailable', message: expect.stringMatching(/not on a majority/) as unknown },
    })
    await insisted(batch(1))
    await expectAll(batch(1))
  })
  const passing = [
    [13, 'ViewsReadOnly'],
    [14031, 'ViewsFull'],
    [11000, 'ViewsUnavailable'],
    [50, 'ViewsUnavailable'],
  ] as const
  it.each(passing)('%d: %s', async (errorCode, type) => {
    await opened()
    await failing(['update'], { errorCode }, 1)
    expect(await store.write(table, batch(1))()).toMatchObject(E.left({ type }))
    await insisted(batch(1))
    await expectAll(batch(1))
  })
})
