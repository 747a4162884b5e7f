import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore } from '@deskledger/event-store'
import { openMemoryReadStore, type Change, type ReadStore, type ViewFailure } from '@deskledger/read-store'
import { toyPractice, type ToyCommand } from '@deskledger/testing'
import { openLedger } from './ledger.ts'
import { at, said } from './toy-flows.spec.kit.ts'

const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

/** A store that takes documents up to a size, as servers do: nothing is written of lists that hold a larger one. */
const sized = (most: { bytes: number }): ReadStore => {
  const store = openMemoryReadStore()
  const isTooLarge = ({ document }: Change) => JSON.stringify(document ?? null).length > most.bytes
  const failure: ViewFailure = { type: 'DocumentTooLarge', message: 'A document is larger than this store takes.' }
  return {
    ...store,
    writeInOrder: (lists) => async () => {
      if (lists.some(({ changes }) => changes.some(isTooLarge))) return E.left(failure)
      for (const { table, changes } of lists) {
        const written = await store.write(table, changes)()
        if (E.isLeft(written)) return written
      }
      return E.right(0)
    },
  }
}

const open = (account: string): ToyCommand => ({ type: 'OpenAccount', ...said(account) })
const pay = (account: string, amount: number): ToyCommand => ({ type: 'Pay', ...said(account), amount, needs: 0 })
const tag = (account: string, length: number): ToyCommand => ({
  type: 'TagAccount',
  ...said(account),
  tags: ['x'.repeat(length)],
})

const filled = async () => {
  const most = { bytes: 1000 }
  const events = openMemoryEventStore({ clock: () => at })
  const ledger = openLedger({ events, views: sized(most), register: [toyPractice()] })
  const commands = [
    open('A'),
    open('B'),
    pay('B', 5),
    pay('A', 7),
    tag('A', 2000),
    pay('A', 1),
    pay('B', 6),
    tag('B', 3),
  ]
  for (const command of commands) right(await ledger.ask(command))
  const balance = async (account: string) =>
    (right(await ledger.views.get('toy-accounts', `account/${account}`)())?.document as { balance: number }).balance
  return { most, events, ledger, balance }
}

describe('a document that is too large for its store', () => {
  it('parks the stream that it comes of, and stops nothing else', async () => {
    const { ledger, balance } = await filled()
    right(await ledger.catchUp())
    expect(right(await ledger.parked())).toMatchObject([
      {
        build: 'toy-accounts~v1',
        stream: 'toy-A',
        type: 'AccountTagged',
        error: 'Error: A document is larger than this store takes.',
      },
    ])
    expect([await balance('A'), await balance('B')]).toEqual([7, 11])
    expect(right(await ledger.views.get('toy-counts', 'A')())?.document).toEqual({ count: 5 })
    expect(right(await ledger.views.get('toy-by-kind', 'tags')())?.document).toMatchObject({ count: 2 })
  })
  it('is taken up when the store takes larger ones', async () => {
    const { ledger, most, balance } = await filled()
    right(await ledger.catchUp())
    most.bytes = 10_000
    expect(right(await ledger.retryParked())).toEqual([])
    expect(await balance('A')).toBe(8)
  })
  it('waits on when it is asked for again and is too large still', async () => {
    const { ledger, balance } = await filled()
    right(await ledger.catchUp())
    expect(right(await ledger.retryParked())).toMatchObject([{ stream: 'toy-A', type: 'AccountTagged' }])
    expect(await balance('A')).toBe(7)
  })
  it('parks in a build made anew too, which is then the same', async () => {
    const { ledger } = await filled()
    right(await ledger.catchUp())
    expect(right(await ledger.rebuild()).map(({ compared }) => compared)).toEqual([true, true])
    expect(right(await ledger.parked())).toMatchObject([{ build: 'toy-accounts~v1-2', stream: 'toy-A' }])
  })
})
