import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import { type Instant, type PersonId, type Title } from '@deskledger/kernel'
import { openMemoryReadStore, type ReadStore } from '@deskledger/read-store'
import { toyPractice, type ToyCommand, type ToyOptions } from '@deskledger/testing'
import { openLedger } from './ledger.ts'

const at = '2025-03-01T09:30:00.000Z' as Instant
const said = (account: string, owner = account) => ({ account: account as Title, owner: owner as PersonId, at })
const open = (account: string): ToyCommand => ({ type: 'OpenAccount', ...said(account) })
const pay = (account: string, amount: number, needs = 0): ToyCommand => ({
  type: 'Pay',
  ...said(account),
  amount,
  needs,
})
const tag = (account: string, ...tags: string[]): ToyCommand => ({ type: 'TagAccount', ...said(account), tags })

const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const stores = () => ({ events: openMemoryEventStore({ clock: () => at }), views: openMemoryReadStore() })
const ledgerOn = (on: { readonly events: EventStore; readonly views: ReadStore }, options: ToyOptions = {}) =>
  openLedger({ ...on, register: [toyPractice({ traced: true, ...options })] })

/** Account A stumbles over a payment, which waits; B goes on. Every later event of A waits behind it. */
const stumbled = async (options: ToyOptions = {}) => {
  const on = stores()
  const ledger = ledgerOn(on, options)
  const commands = [open('A'), open('B'), pay('A', 10), pay('A', 5, 1000), pay('B', 7), tag('A', 'late'), pay('A', 1)]
  for (const command of commands) right(await ledger.ask(command))
  const balance = async (account: string, other = ledger) => {
    right(await other.catchUp())
    const found = right(await other.views.get('toy-accounts', `account/${account}`)())
    return (found?.document as { readonly balance: number } | undefined)?.balance
  }
  return { on, ledger, balance }
}

describe('an event that a read model cannot take', () => {
  it('parks its stream, and every later event of it waits', async () => {
    const { ledger, balance } = await stumbled()
    expect(await balance('A')).toBe(10)
    expect(right(await ledger.find('toy-tags')).found.map(({ key }) => key)).toEqual(['account/A/new', 'account/B/new'])
    expect(right(await ledger.parked())).toMatchObject([
      { build: 'toy-accounts~v1', stream: 'toy-A', revision: 3, type: 'Paid', error: 'Error: owner/A has 10' },
    ])
  })
  it('stops no other stream and no other read model', async () => {
    const { ledger, balance } = await stumbled()
    expect(await balance('B')).toBe(7)
    expect(right(await ledger.views.get('toy-counts', 'A')())?.document).toEqual({ count: 6 })
  })
  it('is still waited for after a restart, though the fault is mended', async () => {
    const { on, balance } = await stumbled()
    await balance('A')
    const again = ledgerOn(on, { strict: () => false })
    right(await again.ask(pay('A', 100)))
    expect(await balance('A', again)).toBe(10)
    expect(right(await again.parked())).toHaveLength(1)
  })
  it('is taken with all that waited when it is retried after the fault is mended, in order', async () => {
    const { on, balance } = await stumbled()
    await balance('A')
    const mended = ledgerOn(on, { strict: () => false })
    expect(right(await mended.retryParked())).toEqual([])
    expect(await balance('A', mended)).toBe(16)
    right(await mended.ask(pay('A', 100)))
    expect(await balance('A', mended)).toBe(116)
    const whole = ledgerOn({ events: on.events, views: openMemoryReadStore() }, { strict: () => false })
    for (const table of ['toy-accounts', 'toy-tags', 'toy-rich', 'toy-by-owner', 'toy-by-kind'])
      expect(right(await mended.find(table)).found.map(({ key, document }) => [key, document])).toEqual(
        right(await whole.find(table)).found.map(({ key, document }) => [key, document]),
      )
  })
  it('parks again when it is retried too early', async () => {
    const { ledger, balance } = await stumbled()
    expect(right(await ledger.retryParked())).toMatchObject([{ stream: 'toy-A', revision: 3 }])
    expect(await balance('A')).toBe(10)
  })
  it('parks at a later event when only the first is mended', async () => {
    const { on, ledger, balance } = await stumbled()
    right(await ledger.ask(pay('A', 1, 2000)))
    right(await ledger.ask(pay('A', 1)))
    await balance('A')
    const mended = ledgerOn(on, { strict: (needs) => needs > 1500 })
    expect(right(await mended.retryParked())).toMatchObject([{ stream: 'toy-A', revision: 6 }])
    expect(await balance('A', mended)).toBe(16)
    right(await mended.retryParked())
    expect(await balance('A', mended)).toBe(16)
    const wholly = ledgerOn(on, { strict: () => false })
    expect(right(await wholly.retryParked())).toEqual([])
    expect(await balance('A', wholly)).toBe(18)
  })
  it('is shown by status, once for each read model', async () => {
    const { ledger } = await stumbled()
    right(await ledger.catchUp())
    expect(right(await ledger.status()).readModels.map(({ name, parked, lag }) => [name, parked, lag])).toEqual([
      ['toy-accounts', 1, 0],
      ['toy-counts', 0, 0],
    ])
  })
  it('is the same to two ledgers', async () => {
    const { on, ledger, balance } = await stumbled()
    const other = ledgerOn(on)
    await Promise.all([balance('A'), balance('A', other)])
    expect(right(await other.parked())).toEqual(right(await ledger.parked()))
  })
  it('does not hinder a rebuild that comes to the same', async () => {
    const { ledger } = await stumbled()
    right(await ledger.catchUp())
    expect(right(await ledger.rebuild()).map(({ readModel, to, compared }) => [readModel, to, compared])).toEqual([
      ['toy-accounts', 'v1-2', true],
      ['toy-counts', 'v1-2', true],
    ])
    expect(right(await ledger.parked())).toMatchObject([{ build: 'toy-accounts~v1-2', stream: 'toy-A' }])
  })
  it('is over for a build of a new version that takes it', async () => {
    const { on, balance } = await stumbled()
    await balance('A')
    const next = ledgerOn(on, { version: 2, strict: () => false })
    expect(await balance('A', next)).toBe(16)
    expect(right(await next.parked())).toEqual([])
  })
})
