import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore } from '@deskledger/event-store'
import { instantOf, millisOf, type AnyPractice, type Instant } from '@deskledger/kernel'
import { openMemoryReadStore, viewsOf, type Query } from '@deskledger/read-store'
import { toyPractice, type ToyCommand } from '@deskledger/testing'
import { dispatcher, type Dispatch } from './dispatch.ts'
import { openLedger } from './ledger.ts'
import { tableFinder } from './live.ts'
import { readModels } from './read-models.ts'
import { timerRunner } from './timers.ts'
import { allOf } from './toy-log.spec.kit.ts'
import { at, closing, closingAfter, closingTimes, said } from './toy-flows.spec.kit.ts'

const practice = { ...toyPractice(), readModels: [closingTimes] }
const later = (ms: number): Instant => instantOf(millisOf(at) + ms)
const stores = () => ({ events: openMemoryEventStore({ clock: () => at }), views: openMemoryReadStore() })
type Stores = ReturnType<typeof stores>

const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}
const open = (account: string): ToyCommand => ({ type: 'OpenAccount', ...said(account) })
const closesAt = (account: string, ms: number): ToyCommand => ({
  type: 'TagAccount',
  ...said(account),
  tags: [later(ms)],
})

const ledgerAt = (on: Stores, clock: { ms: number }, onRefused?: (refused: object) => void) =>
  openLedger({ ...on, register: [practice], timers: [closing], now: () => later(clock.ms), onRefused })

const closings = async ({ events }: Stores) =>
  (await allOf(events))
    .filter(({ type }) => type === 'AccountClosed')
    .map(({ stream, data }) => [stream, (data as { at: string }).at])

const filled = async (on: Stores, clock: { ms: number }, instants: Readonly<Record<string, number>>) => {
  const ledger = ledgerAt(on, clock)
  for (const [account, ms] of Object.entries(instants))
    for (const command of [open(account), closesAt(account, ms)]) right(await ledger.ask(command))
  return ledger
}

describe('timers', () => {
  it('ask what is due, at the instant it was due, and nothing before', async () => {
    const on = stores()
    const clock = { ms: 0 }
    const ledger = await filled(on, clock, { A: 100, B: 50, C: 200 })
    clock.ms = 49
    right(await ledger.catchUp())
    expect(await closings(on)).toEqual([])
    clock.ms = 150
    right(await ledger.catchUp())
    expect(await closings(on)).toEqual([
      ['toy-B', later(50)],
      ['toy-A', later(100)],
    ])
    right(await ledger.catchUp())
    expect(await closings(on)).toHaveLength(2)
  })
  it('ask in the order of their instants, however many are due at once', async () => {
    const on = stores()
    const clock = { ms: 0 }
    const instants = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`A${i}`, 1 + ((i * 7919) % 1000)]))
    const ledger = await filled(on, clock, instants)
    clock.ms = 5000
    right(await ledger.catchUp())
    const due = Object.entries(instants).sort(([, a], [, b]) => a - b)
    expect((await closings(on)).map(([stream]) => stream)).toEqual(due.map(([account]) => `toy-${account}`))
  })
  it('ask nothing that was called off, and the new instant of what was moved', async () => {
    const on = stores()
    const clock = { ms: 0 }
    const ledger = await filled(on, clock, { A: 100, B: 100 })
    right(await ledger.ask(closesAt('A', 300)))
    right(await ledger.ask({ type: 'TagAccount', ...said('B'), tags: [] }))
    clock.ms = 200
    right(await ledger.catchUp())
    expect(await closings(on)).toEqual([])
    clock.ms = 300
    right(await ledger.catchUp())
    expect(await closings(on)).toEqual([['toy-A', later(300)]])
  })
  it('ask so long after the instant as they say', async () => {
    const on = stores()
    const clock = { ms: 0 }
    const ledger = openLedger({
      ...on,
      register: [practice],
      timers: [closingAfter(50)],
      now: () => later(clock.ms),
    })
    for (const command of [open('A'), closesAt('A', 100)]) right(await ledger.ask(command))
    clock.ms = 149
    right(await ledger.catchUp())
    expect(await closings(on)).toEqual([])
    clock.ms = 500
    right(await ledger.catchUp())
    expect(await closings(on)).toEqual([['toy-A', later(150)]])
  })
  it('ask once whoever asks, and after the views were lost', async () => {
    const on = stores()
    const clock = { ms: 0 }
    await filled(on, clock, { A: 100 })
    clock.ms = 100
    const both = [ledgerAt(on, clock), ledgerAt({ ...on, views: openMemoryReadStore() }, clock)]
    for (const outcome of await Promise.all(both.map((one) => one.catchUp()))) right(outcome)
    expect(await closings(on)).toEqual([['toy-A', later(100)]])
  })
  it('tell of what a rule refused, once, and go on with others', async () => {
    const on = stores()
    const clock = { ms: 0 }
    const refusals: object[] = []
    const ledger = ledgerAt(on, clock, (one) => refusals.push(one))
    // The tag of an account that is closed by hand at the same moment, as a read model that is behind shows it.
    const shown = openMemoryReadStore()
    right(await shown.prepare({ name: closing.table, generation: 'v1' }, closingTimes.indexes)())
    const document = { wakeAt: later(10), ...said('A') }
    right(await shown.write({ name: closing.table, generation: 'v1' }, [{ key: 'A', position: '1', document }])())
    right(await ledger.ask(open('B')))
    const dispatch: Dispatch = dispatcher(on.events, [practice as unknown as AnyPractice], undefined)
    const views = viewsOf(shown, () => () => Promise.resolve(E.right({ name: closing.table, generation: 'v1' })))
    const pass = () => Promise.resolve(E.right(undefined))
    const runner = timerRunner(
      { views, dispatch, now: () => later(20), pass, onRefused: (one) => refusals.push(one) },
      closing,
    )
    expect(right(await runner.work())).toBe(1)
    expect(right(await runner.work())).toBe(0)
    expect(refusals).toMatchObject([{ by: closing.name, refusal: { type: 'AccountNotOpen' } }])
  })
  it('know when the next is due from the index alone', async () => {
    const on = stores()
    const clock = { ms: 0 }
    const ledger = await filled(on, clock, { A: 100, B: 40 })
    right(await ledger.catchUp())
    const queries: Query[] = []
    const tables = viewsOf(on.views, tableFinder(on.views, [closingTimes]))
    const views = {
      ...tables,
      find: (table: string, query: Query) => {
        queries.push(query)
        return tables.find(table, query)
      },
    }
    const dispatch: Dispatch = () => Promise.resolve(E.right([]))
    const runner = timerRunner(
      { views, dispatch, now: () => later(clock.ms), pass: readModels(on, [closingTimes]).catchUp },
      closing,
    )
    expect(right(await runner.next())).toBe(40)
    clock.ms = 99
    expect(right(await runner.next())).toBe(1)
    clock.ms = 100
    expect(right(await runner.next())).toBeUndefined()
    expect(queries.every(({ limit, sort }) => limit === 1 && sort?.[0]?.path === 'wakeAt')).toBe(true)
  })
})

describe('a ledger that is followed', () => {
  it('lets timers ask when their instant comes, and when others set one meanwhile', async () => {
    const on = stores()
    const ledger = openLedger({ ...on, register: [practice], timers: [closing] })
    const stop = new AbortController()
    const following = ledger.follow(stop.signal)
    const soon = instantOf(Date.now() + 60)
    const other = openLedger({ ...on, register: [practice], projects: false })
    right(await other.ask(open('A')))
    right(await other.ask({ type: 'TagAccount', ...said('A'), tags: [soon] }))
    const end = new AbortController()
    for await (const batch of on.events.subscribe({ after: '', types: ['AccountClosed'], signal: end.signal }))
      if (right(batch).events.length > 0) end.abort()
    stop.abort()
    expect(await following).toEqual(E.right(undefined))
    expect(await closings(on)).toEqual([['toy-A', soon]])
    expect(Date.now()).toBeGreaterThanOrEqual(millisOf(soon))
  })
})
