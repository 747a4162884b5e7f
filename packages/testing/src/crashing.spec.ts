import { NO_STREAM, openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import { instantOf, START, uuidv5, type NewEvent, type Uuid } from '@deskledger/kernel'
import { openMemoryReadStore, type Change, type ReadStore } from '@deskledger/read-store'
import * as E from 'fp-ts/lib/Either.js'
import { chance } from './chance.ts'
import { crashingEvents, crashingViews, mortal, scheduler } from './crashing.ts'

const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid
const metadata = { commandId: namespace, correlationId: namespace, causationId: namespace, schemaVersion: 1 }
const noted = (n: number): NewEvent => ({ eventId: uuidv5(namespace, String(n)), type: 'Noted', data: { n }, metadata })
const lost = { _tag: 'Left', left: { type: 'StoreUnavailable' } }
const gone = { _tag: 'Left', left: { type: 'ViewsUnavailable' } }
const SEEDS = Array.from({ length: 60 }, (_, seed) => seed)

const log = (): EventStore => openMemoryEventStore({ clock: () => instantOf(0) })
const lengthOf = async (events: EventStore): Promise<number> => {
  const read = await events.readAll({ after: START })()
  return E.isRight(read) ? read.right.events.length : NaN
}

const table = { name: 'notes', generation: 'v1' }
const other = { name: 'others', generation: 'v1' }
const keys = ['a', 'b', 'c', 'd']
const changes = keys.map((key): Change => ({ key, position: '1', document: { key } }))
const tables = async (): Promise<ReadStore> => {
  const views = openMemoryReadStore()
  for (const each of [table, other]) expect(await views.prepare(each, [])()).toEqual(E.right(undefined))
  return views
}
const keysIn = async (views: ReadStore, where = table): Promise<string> => {
  const held = await views.read(where, keys)()
  return E.isRight(held)
    ? held.right
        .map(({ key }) => key)
        .sort()
        .join('')
    : held.left.message
}

describe('a process that lives', () => {
  it('sees its stores as they are', async () => {
    const process = mortal(Infinity)
    const events = crashingEvents(log(), process, chance(1))
    const views = crashingViews(await tables(), process, chance(1))
    for (let n = 0; n < 20; n++) expect(await events.append('notes', n - 1, [noted(n)])()).toMatchObject(E.right({}))
    expect(await events.readStream('notes')()).toMatchObject(E.right({ length: 20 }))
    expect(await lengthOf(events)).toBe(20)
    expect(await views.write(table, changes)()).toEqual(E.right(keys.length))
    expect(await keysIn(views)).toBe('abcd')
    expect(await views.find(table, {})()).toMatchObject(E.right({ found: { length: keys.length } }))
  })
})

describe('a process that dies at an append', () => {
  it('never hears of it, whether it is stored whole or not at all; it may be either', async () => {
    const stored = new Set<number>()
    for (const seed of SEEDS) {
      const events = log()
      const process = mortal(2)
      const seen = crashingEvents(events, process, chance(seed))
      expect(await seen.append('notes', NO_STREAM, [noted(0)])()).toMatchObject({ _tag: 'Right' })
      expect(await seen.append('notes', 0, [noted(1), noted(2)])()).toMatchObject(lost)
      stored.add(await lengthOf(events))
    }
    expect([...stored].sort()).toEqual([1, 3])
  })
  it('comes to nothing with anything afterwards, on either store', async () => {
    const [events, views] = [log(), await tables()]
    const process = mortal(1)
    const [ourEvents, ourViews] = [crashingEvents(events, process, chance(1)), crashingViews(views, process, chance(1))]
    expect(await ourEvents.append('notes', NO_STREAM, [noted(0)])()).toMatchObject(lost)
    const before = await lengthOf(events)
    expect(await ourEvents.append('notes', before - 1, [noted(1)])()).toMatchObject(lost)
    expect(await ourEvents.readAll({ after: START })()).toMatchObject(lost)
    expect(await ourEvents.readStream('notes')()).toMatchObject(lost)
    expect(await ourViews.read(table, keys)()).toMatchObject(gone)
    expect(await ourViews.find(table, {})()).toMatchObject(gone)
    expect(await ourViews.write(table, changes)()).toMatchObject(gone)
    expect([await lengthOf(events), await keysIn(views)]).toEqual([before, ''])
  })
})

describe('a process that dies at a write', () => {
  it('has written any part of it: nothing, something or all', async () => {
    const parts = new Set<string>()
    for (const seed of SEEDS) {
      const views = await tables()
      expect(await crashingViews(views, mortal(1), chance(seed)).write(table, changes)()).toMatchObject(gone)
      parts.add(await keysIn(views))
    }
    expect(parts).toContain('')
    expect(parts).toContain('abcd')
    expect(parts.size).toBeGreaterThan(5)
  })
  it('has begun no list before the one ahead of it was written whole', async () => {
    const lists = [table, other].map((one) => ({ table: one, changes }))
    for (const seed of SEEDS) {
      const views = await tables()
      const seen = crashingViews(views, mortal(1 + (seed % 2)), chance(seed))
      expect(await seen.writeInOrder(lists)()).toMatchObject(gone)
      expect(seed % 2 === 0 ? await keysIn(views, other) : await keysIn(views)).toBe(seed % 2 === 0 ? '' : 'abcd')
    }
  })
  it('tells which writes it makes', async () => {
    const written: string[] = []
    const process = mortal(2, { written: ({ name }, { length }) => written.push(`${name} ${length}`) })
    const seen = crashingViews(await tables(), process, chance(1))
    for (const one of [table, other, table]) await seen.write(one, changes)()
    expect(written).toEqual(['notes 4', 'others 4'])
  })
})

describe('calls of one process at once', () => {
  it('die together: none is answered after the one it dies at', async () => {
    const views = await tables()
    const seen = crashingViews(views, mortal(1), chance(1))
    const answers = await Promise.all([seen.write(table, changes)(), seen.write(other, changes)()])
    expect(answers).toMatchObject([gone, gone])
    expect(await keysIn(views, other)).toBe('')
  })
})

describe('processes that take turns', () => {
  const order = async (seed: number): Promise<string> => {
    const { turn, run } = scheduler(chance(seed))
    const views = await tables()
    const seen: string[] = []
    const live = (name: string, calls: number) => async (): Promise<void> => {
      const mine = crashingViews(views, mortal(calls, { turn }), chance(seed))
      for (let n = 0; n < 6 && E.isRight(await mine.read(table, keys)()); n++) seen.push(name)
    }
    await run([live('a', Infinity)(), live('b', 3)()])
    return seen.join('')
  }
  it('go in an order that the seed gives, until all have come to their end or died', async () => {
    const orders = await Promise.all(SEEDS.map(order))
    expect(await Promise.all(SEEDS.map(order))).toEqual(orders)
    expect(new Set(orders).size).toBeGreaterThan(10)
    for (const one of orders) expect(one.replaceAll('a', '') + one.replaceAll('b', '')).toBe('bbbaaaaaa')
  })
  it('come to their end where another one fails, which is told then', async () => {
    const { turn, run } = scheduler(chance(1))
    const seen: number[] = []
    const fails = async () => {
      await turn()
      throw new Error('ours')
    }
    const lives = async () => {
      for (let n = 0; n < 9; n++) if (await turn()) seen.push(n)
    }
    await expect(run([fails(), lives()])).rejects.toThrow('ours')
    expect(seen).toHaveLength(9)
  })
})
