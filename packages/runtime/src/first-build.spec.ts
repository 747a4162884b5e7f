import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import { openMemoryReadStore, type ReadStore } from '@deskledger/read-store'
import { chance, toyPractice } from '@deskledger/testing'
import { openLedger } from './ledger.ts'
import { actual, expected } from './plain-fold.spec.kit.ts'
import { allOf, toyLog } from './toy-log.spec.kit.ts'

const practice = toyPractice()
const [model] = practice.readModels

/** A read store as a process sees it that dies at so many writes of a batch. */
const until = (store: ReadStore, batches: number): ReadStore => {
  let left = batches
  return {
    ...store,
    writeInOrder: (lists) => async () =>
      --left >= 0 ? store.writeInOrder(lists)() : E.left({ type: 'ViewsUnavailable', message: 'killed' }),
  }
}

/** A process that looks once, and dies at its third batch; answers whether it came to the end. */
const lives = async (events: EventStore, views: ReadStore): Promise<boolean> => {
  const ledger = openLedger({ events, views: until(views, 2), register: [practice], projecting: { batch: 1000 } })
  return E.isRight(await ledger.catchUp())
}

describe('the first build of a long log', () => {
  it('comes to an end though every process that works on it dies before it has taken the half', async () => {
    const events = await toyLog(chance(11), { events: 6000, streams: 40, owners: 9, poison: 0, retries: 0 })
    const views = openMemoryReadStore()
    let processes = 1
    while (!(await lives(events, views)) && processes < 20) processes += 1
    expect(processes).toBeLessThan(10)
    const live = await views.live('toy-accounts')()
    expect(live).toEqual(E.right('v1'))
    if (model === undefined) throw new Error('the toy practice has a read model')
    expect(await actual(views, model)).toEqual(expected(model, await allOf(events)))
  })
  it('is made beside, at once, where nobody was interrupted', async () => {
    const events = await toyLog(chance(12), { events: 6000, streams: 40, owners: 9, poison: 0, retries: 0 })
    const views = openMemoryReadStore()
    expect(await openLedgerOn(events, views)).toEqual(E.right('v1-2'))
    if (model === undefined) throw new Error('the toy practice has a read model')
    expect(await actual(views, model, 'v1-2')).toEqual(expected(model, await allOf(events)))
  })
})

const openLedgerOn = async (events: EventStore, views: ReadStore) => {
  const caught = await openLedger({ events, views, register: [practice] }).catchUp()
  return E.isLeft(caught) ? caught : views.live('toy-accounts')()
}
