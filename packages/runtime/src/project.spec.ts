import * as E from 'fp-ts/lib/Either.js'
import { erased } from '@deskledger/kernel'
import { openMemoryReadStore, type Change } from '@deskledger/read-store'
import { chance, crashingViews, mortal, toyAccounts, toyCounts } from '@deskledger/testing'
import { actual, expected } from './plain-fold.spec.kit.ts'
import { projector } from './projector.ts'
import { allOf, toyLog, type LogOptions } from './toy-log.spec.kit.ts'
import { workingSet } from './working-set.ts'

const accounts = erased(toyAccounts())
const counts = erased(toyCounts)
const generations = [accounts, counts].map((projection) => ({ projection, name: 'v1' }))
const options: LogOptions = { events: 200, streams: 9, owners: 4, poison: 0, retries: 0 }

interface Written {
  readonly table: string
  readonly keys: readonly string[]
}

const projecting = async (log: LogOptions, batch: number) => {
  const events = await toyLog(chance(7), log)
  const views = openMemoryReadStore()
  const lists: Written[] = []
  const written = ({ name }: { readonly name: string }, changes: readonly Change[]) => {
    lists.push({ table: name, keys: changes.map(({ key }) => key) })
  }
  const seen = crashingViews(views, mortal(Infinity, { written }), chance(1))
  const batches: number[] = []
  const one = projector({ events, views: seen }, generations, { batch, onBatch: (done) => batches.push(done.events) })
  expect(await one.open()).toEqual(E.right(undefined))
  return { one, events, views, lists, batches }
}

describe('a projector', () => {
  it('writes each document once a batch, however many of its events are in it', async () => {
    const { one, events, views, lists } = await projecting(options, 1000)
    expect(await one.catchUp()).toEqual(E.right(undefined))
    const documents = lists.filter(({ table }) => table === 'toy-accounts')
    expect(documents).toHaveLength(1)
    expect(new Set(documents[0]?.keys).size).toBe(documents[0]?.keys.length)
    const log = await allOf(events)
    expect(await actual(views, accounts)).toEqual(expected(accounts, log))
    expect(await actual(views, counts)).toEqual(expected(counts, log))
  })
  it('writes what could not be taken, cells, rows, documents, checkpoint: in this order', async () => {
    const { one, lists } = await projecting({ ...options, poison: 0.5, retries: 0.1 }, 1000)
    await one.catchUp()
    expect(lists.map(({ table }) => table)).toEqual([
      ...['deskledger-parked', 'toy-by-owner', 'toy-by-kind', 'toy-tags', 'toy-rich', 'toy-accounts'],
      ...['deskledger-checkpoints', 'toy-counts', 'deskledger-checkpoints'],
    ])
  })
  it('tells of each batch when it is written, and where it stands', async () => {
    const { one, events, batches } = await projecting(options, 64)
    await one.catchUp()
    expect(batches).toEqual([64, 64, 64, 8])
    expect(one.written()).toBe((await allOf(events)).at(-1)?.position)
  })
  it('writes nothing when there is nothing new', async () => {
    const { one, lists } = await projecting(options, 64)
    await one.catchUp()
    lists.length = 0
    expect(await one.catchUp()).toEqual(E.right(undefined))
    expect(lists).toEqual([])
  })
  it('stops at a position when asked to, and goes on from there', async () => {
    const { one, events, views } = await projecting(options, 64)
    const log = await allOf(events)
    const middle = log[100]?.position ?? ''
    await one.catchUp(middle)
    expect(one.written()).toBe(middle)
    expect(await actual(views, accounts)).toEqual(expected(accounts, log.slice(0, 101)))
    await one.catchUp()
    expect(await actual(views, accounts)).toEqual(expected(accounts, log))
  })
})

describe('a working set', () => {
  const table = { name: 'docs', generation: 'v1' }
  const keys = Array.from({ length: 50 }, (_, n) => `k${n}`)
  const counting = async () => {
    const store = openMemoryReadStore()
    await store.prepare(table, [])()
    const asked: string[] = []
    const read: typeof store.read = (id, some) => {
      asked.push(...some)
      return store.read(id, some)
    }
    return { set: workingSet({ ...store, read }, table, 10), asked }
  }
  it('forgets what is over its bound once it is written, and reads it again', async () => {
    const { set, asked } = await counting()
    await set.need(keys)
    for (const key of keys) set.set(key, { position: '1', document: { key } })
    set.take()
    await set.need(keys)
    expect(asked).toHaveLength(50) // being written: all of it is held
    set.take()
    set.settled()
    set.settled()
    await set.need(keys)
    expect(asked).toHaveLength(50 + 40)
  })
  it('holds what a batch needs, whatever is written meanwhile', async () => {
    const { set } = await counting()
    for (const key of keys) set.set(key, { position: '1', document: { key } })
    set.take()
    await set.need(keys)
    set.settled()
    expect(keys.map((key) => set.get(key).position)).toEqual(keys.map(() => '1'))
  })
})
