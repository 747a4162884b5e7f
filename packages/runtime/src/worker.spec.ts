import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import { erased, instantOf } from '@deskledger/kernel'
import { openMemoryReadStore, type ReadStore, type ViewFailure } from '@deskledger/read-store'
import { chance, toyAccounts, toyCounts, toyPractice, type ToyCommand } from '@deskledger/testing'
import { CHECKPOINTS } from './generation.ts'
import { openLedger } from './ledger.ts'
import { members } from './members.ts'
import { actual, expected } from './plain-fold.spec.kit.ts'
import { sharing } from './sharing.ts'
import { allOf, toyLog } from './toy-log.spec.kit.ts'
import { bonusFlow, closing, closingTimes, said } from './toy-flows.spec.kit.ts'
import { openWorker, type WorkerParts } from './worker.ts'

const projections = [erased(toyAccounts()), erased(toyCounts)]
const log = () => toyLog(chance(11), { events: 300, streams: 9, owners: 4, poison: 0.1, retries: 0.05 })
const right = E.right(undefined)

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(5)
}

interface Employed {
  readonly holder: string
  readonly events: EventStore
  readonly views: ReadStore
}

const employ = ({ holder, events, views }: Employed, more: Partial<WorkerParts> = {}) => {
  const end = new AbortController()
  const lease = { holder, duration: 90, now: Date.now }
  const worker = openWorker({
    events,
    views,
    register: [toyPractice({})],
    lease,
    wait: { first: 2, most: 20 },
    projecting: { batch: 20 },
    ...more,
  })
  const running = worker.run(end.signal)
  return {
    worker,
    running,
    stop: () => {
      end.abort()
      return running
    },
  }
}

const caughtUp = async (events: EventStore, views: ReadStore): Promise<boolean> => {
  const head = await events.head()
  const keys = projections.map(({ name }) => `${name}~v1`)
  const read = await views.read(CHECKPOINTS, keys)()
  const reached = E.isRight(read) ? read.right : []
  return E.isRight(head) && reached.length === keys.length && reached.every(({ position }) => position >= head.right)
}

const sameAsPlainFold = async (events: EventStore, views: ReadStore) => {
  for (const projection of projections)
    expect(await actual(views, projection)).toEqual(expected(projection, await allOf(events)))
}

/** A store whose every n-th write fails after having been made in part, until it is mended. */
const flaky = (views: ReadStore, nth: number) => {
  const state = { calls: 0, mended: false }
  const failure: ViewFailure = { type: 'ViewsUnavailable', message: 'The connection was cut.' }
  const writeInOrder: ReadStore['writeInOrder'] = (lists) => async () => {
    if (state.mended || ++state.calls % nth !== 0) return views.writeInOrder(lists)()
    await views.writeInOrder(lists.slice(0, 2))()
    return E.left(failure)
  }
  return { views: { ...views, writeInOrder }, state }
}

describe('a worker', () => {
  it('keeps all read models when it is alone, and gives everything back at the end', async () => {
    const events = await log()
    const views = openMemoryReadStore()
    const { worker, stop } = employ({ holder: 'ann', events, views })
    await until(() => caughtUp(events, views))
    expect(worker.state()).toMatchObject({ holds: expect.arrayContaining(['toy-accounts', 'toy-counts']) as unknown })
    expect(worker.state().trouble).toBeUndefined()
    expect(await stop()).toEqual(right)
    await sameAsPlainFold(events, views)
    const other = members(views, 'bob', Date.now)
    expect(await other.present(1000)).toEqual(E.right(1))
    const pieces = projections.map(({ name }) => name)
    expect(await sharing(views, pieces, { holder: 'bob', duration: 1000, now: Date.now }).look()).toMatchObject({
      right: expect.arrayContaining(pieces) as unknown,
    })
  })
  it('shares with another one, and takes over when that one falls silent', async () => {
    const events = await log()
    const views = openMemoryReadStore()
    const silenced = { dead: false }
    const dying: ReadStore = {
      ...views,
      switchLive: (...asked) => (silenced.dead ? () => Promise.resolve(E.right(false)) : views.switchLive(...asked)),
      write: (...asked) => (silenced.dead ? () => Promise.resolve(E.right(0)) : views.write(...asked)),
    }
    const ann = employ({ holder: 'ann', events, views: dying })
    const bob = employ({ holder: 'bob', events, views })
    await until(() => ann.worker.state().holds.length === 1 && bob.worker.state().holds.length === 1)
    expect(new Set([...ann.worker.state().holds, ...bob.worker.state().holds]).size).toBe(2)
    silenced.dead = true
    await until(() => bob.worker.state().holds.length === 2)
    await until(() => caughtUp(events, views))
    expect(await bob.stop()).toEqual(right)
    await ann.stop()
    await sameAsPlainFold(events, views)
  })
  it('goes on by itself when the read store fails for a while, and says so once each time', async () => {
    const events = await log()
    const views = openMemoryReadStore()
    const { views: failing, state } = flaky(views, 3)
    const told: string[] = []
    const { worker, stop } = employ(
      { holder: 'ann', events, views: failing },
      { onTrouble: ({ message }) => told.push(message) },
    )
    await until(() => told.length >= 3)
    state.mended = true
    await until(() => caughtUp(events, views))
    await until(() => worker.state().trouble === undefined)
    await stop()
    expect(new Set(told)).toEqual(new Set(['The connection was cut.']))
    await sameAsPlainFold(events, views)
  })
  it('ends with what only a person can mend', async () => {
    const events = await log()
    const views = openMemoryReadStore()
    const damaged: ReadStore = {
      ...views,
      writeInOrder: () => () => Promise.resolve(E.left({ type: 'ViewsDamaged', message: 'no' } as const)),
    }
    const { running } = employ({ holder: 'ann', events, views: damaged })
    expect(await running).toEqual(E.left({ type: 'ViewsDamaged', message: 'no' }))
  })
  it('doubles nothing when its leases are lost in slow batches', async () => {
    const events = await log()
    const views = openMemoryReadStore()
    const slow: ReadStore = {
      ...views,
      writeInOrder: (lists) => async () => {
        await pause(40) // two batches outlast a lease that nobody renews
        return views.writeInOrder(lists)()
      },
      switchLive: (live, expected) =>
        live.model.startsWith('lease ') && live.generation.endsWith(' ann') && expected?.endsWith(' ann') === true
          ? () => Promise.resolve(E.right(false))
          : views.switchLive(live, expected),
    }
    const ann = employ({ holder: 'ann', events, views: slow })
    const bob = employ({ holder: 'bob', events, views })
    await until(() => caughtUp(events, views))
    await ann.stop()
    await bob.stop()
    await sameAsPlainFold(events, views)
  })
  it('runs flows and timers too, which survive it: each consequence is there once', async () => {
    const events = openMemoryEventStore({ clock: () => instantOf(Date.now()) })
    const views = openMemoryReadStore()
    const practice = { ...toyPractice(), readModels: [erased(toyAccounts()), closingTimes] }
    const more = { register: [practice], flows: [bonusFlow()], timers: [closing] }
    const ledger = openLedger({ events, views, register: [practice], projects: false })
    const seen = async (type: string) => (await allOf(events)).filter((event) => event.type === type)
    const ann = employ({ holder: 'ann', events, views }, more)
    const soon = instantOf(Date.now() + 50)
    const commands: readonly ToyCommand[] = [
      { type: 'OpenAccount', ...said('A') },
      { type: 'Pay', ...said('A'), amount: 25, needs: 0 },
      { type: 'TagAccount', ...said('A'), tags: [soon] },
    ]
    for (const command of commands) expect(await ledger.ask(command)).toMatchObject({ _tag: 'Right' })
    await until(async () => (await seen('Paid')).length === 2)
    expect(await ann.stop()).toEqual(right)
    const bob = employ({ holder: 'bob', events, views }, more)
    await until(async () => (await seen('AccountClosed')).length === 1)
    await until(() => bob.worker.state().holds.length === 4)
    expect(new Set(bob.worker.state().holds)).toEqual(
      new Set(['toy-accounts', 'toy-closing-times', 'flow payments-earn-bonuses', 'timers accounts-close-in-time']),
    )
    expect(await bob.stop()).toEqual(right)
    expect((await seen('AccountClosed')).map(({ data }) => data)).toMatchObject([{ account: 'A', at: soon }])
    expect(await seen('Paid')).toHaveLength(2)
  })
  it('lets timers look at a read model that nobody has begun to build', async () => {
    const events = openMemoryEventStore({ clock: () => instantOf(Date.now()) })
    const store = openMemoryReadStore()
    const [model, closingModel] = [erased(toyAccounts()), closingTimes]
    const looked = { times: 0, again: (): void => undefined }
    const again = new Promise<void>((resolve) => (looked.again = resolve))
    // Who follows comes first, and makes the tables only when the timers have asked which build there is.
    const views: ReadStore = {
      ...store,
      live: (name) => async () => {
        if (name === closingModel.name && ++looked.times === 2) looked.again()
        return store.live(name)()
      },
      prepare: (id, indexes) => async () => {
        if (id.name === closingModel.name) await again
        return store.prepare(id, indexes)()
      },
    }
    const practice = { ...toyPractice(), readModels: [model, closingModel] }
    const ann = employ({ holder: 'ann', events, views }, { register: [practice], flows: [], timers: [closing] })
    const ledger = openLedger({ events, views: store, register: [practice], projects: false })
    const soon = instantOf(Date.now())
    const commands: readonly ToyCommand[] = [
      { type: 'OpenAccount', ...said('A') },
      { type: 'TagAccount', ...said('A'), tags: [soon] },
    ]
    for (const command of commands) expect(await ledger.ask(command)).toMatchObject({ _tag: 'Right' })
    const closed = async () => (await allOf(events)).some(({ type }) => type === 'AccountClosed')
    expect(await Promise.race([ann.running, until(closed)])).toBeUndefined()
    expect(await ann.stop()).toEqual(right)
  })
})
