import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore } from '@deskledger/event-store'
import { uuidv5, type Instant, type PersonId, type Title, type Uuid } from '@deskledger/kernel'
import { openMemoryReadStore } from '@deskledger/read-store'
import { toyAccounts, toyPractice, type ToyCommand, type ToyOptions } from '@deskledger/testing'
import { openLedger } from './ledger.ts'

const at = '2025-03-01T09:30:00.000Z' as Instant
const said = (account: string) => ({ account: account as Title, owner: 'ada' as PersonId, at })
const open = (account: string): ToyCommand => ({ type: 'OpenAccount', ...said(account) })
const pay = (account: string, amount: number): ToyCommand => ({ type: 'Pay', ...said(account), amount, needs: 0 })

const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}
const stores = () => ({ events: openMemoryEventStore({ clock: () => at }), views: openMemoryReadStore() })
type Stores = ReturnType<typeof stores>
const ledgerOn = (on: Stores, options: ToyOptions & { readonly projects?: boolean } = {}) =>
  openLedger({ ...on, register: [toyPractice(options)], projects: options.projects ?? true })

const filled = async (on = stores(), options: ToyOptions = {}) => {
  const ledger = ledgerOn(on, options)
  for (const command of [open('A'), open('B'), pay('A', 5), pay('B', 70)]) right(await ledger.ask(command))
  right(await ledger.catchUp())
  return { on, ledger }
}

/** Changes a live document behind the runtime's back. */
const tamper = async ({ views }: Stores, generation = 'v1') => {
  const table = { name: 'toy-accounts', generation }
  const [held] = right(await views.read(table, ['account/A'])())
  const document = { ...held?.document, balance: 6 }
  const position = `${held?.position ?? ''}0` // just after
  expect(right(await views.write(table, [{ key: 'account/A', position, document }])())).toBe(1)
}

describe('a ledger', () => {
  it('shows what was written a moment ago', async () => {
    const { ledger } = await filled()
    for (let balance = 6; balance < 16; balance++) {
      right(await ledger.ask(pay('A', 1)))
      const page = right(await ledger.find('toy-accounts', { where: [{ path: 'name', is: 'account/A' }] }))
      expect(page.found.map(({ document }) => document)).toMatchObject([{ balance }])
    }
  })
  it('gives the history of a stream', async () => {
    const { ledger } = await filled()
    expect(right(await ledger.history('toy-A')).map(({ type }) => type)).toEqual([
      'AccountOpened',
      'AccountTagged',
      'Paid',
    ])
  })
  it('names the read models there are when asked for another', async () => {
    const { ledger } = await filled()
    const message =
      'There is no read model toys. There are: toy-accounts, toy-tags, toy-rich, toy-by-owner, toy-by-kind, toy-counts.'
    expect(await ledger.find('toys')).toEqual(E.left({ type: 'BadQuery', message }))
    expect(await ledger.rebuild(['toys'])).toMatchObject({ left: { type: 'NoSuchReadModel' } })
  })
  it('tells every mistake of a command from outside, with its place', async () => {
    const { ledger } = await filled()
    expect(await ledger.askJson({ type: 'Pay', account: '', at, amount: '5', needs: 0, tip: 1 })).toMatchObject({
      left: {
        type: 'NotACommand',
        mistakes: [{ pointer: '/account' }, { pointer: '/owner' }, { pointer: '/amount' }, { pointer: '/tip' }],
      },
    })
    expect(await ledger.askJson({ type: 'Fly' })).toMatchObject({ left: { type: 'NotACommand' } })
    expect(right(await ledger.askJson(pay('A', 1)))).toMatchObject({ stream: 'toy-A' })
  })
  it('runs commands of one stream at once, and refuses to mix streams', async () => {
    const { ledger } = await filled()
    expect(right(await ledger.askAll([{ command: pay('A', 1) }, { command: pay('A', 2) }]))).toHaveLength(2)
    expect(right(await ledger.askAll([{ command: open('C') }, { command: pay('C', 1) }]))).toHaveLength(2)
    const mixed = await ledger.askAll([{ command: pay('A', 1) }, { command: pay('B', 2) }])
    expect(mixed).toMatchObject({ left: { type: 'NotACommand' } })
    expect(right(await ledger.askAll([]))).toEqual([])
  })
  it('says how far every read model is', async () => {
    const { on, ledger } = await filled()
    const { head } = right(await ledger.status())
    expect(head).toBe(right(await on.events.head()))
    right(await ledger.ask(pay('A', 1)))
    expect(right(await ledger.status()).readModels).toMatchObject([
      { name: 'toy-accounts', generation: 'v1', position: head, documents: 3, lag: 1, parked: 0 },
      { name: 'toy-counts', generation: 'v1', position: head, documents: 2, lag: 1, parked: 0 },
    ])
  })
  it('waits for what is at work before it closes', async () => {
    const { on, ledger } = await filled()
    right(await ledger.ask(pay('A', 1)))
    const catching = ledger.catchUp()
    await ledger.close()
    expect(E.isRight(await catching)).toBe(true)
    expect(await on.events.head()).toMatchObject({ left: { type: 'Closed' } })
    expect(await ledger.ask(pay('A', 1))).toMatchObject({ left: { type: 'Closed' } })
  })
})

describe('a ledger that leaves projecting to others', () => {
  it('waits until they have passed a position', async () => {
    const { on, ledger } = await filled()
    const reader = ledgerOn(on, { projects: false })
    const { position } = right(await reader.ask(pay('A', 1)))
    const wanted = { after: position ?? '' }
    const waiting = reader.find('toy-accounts', {}, wanted)
    right(await ledger.catchUp())
    expect(right(await waiting).found[0]?.document).toMatchObject({ balance: 6 })
  })
  it('says so when they are still behind after the time allowed', async () => {
    const { on } = await filled()
    const reader = ledgerOn(on, { projects: false })
    const { position } = right(await reader.ask(pay('A', 1)))
    const wanted = { after: position ?? '', timeout: 5 }
    expect(await reader.find('toy-accounts', {}, wanted)).toMatchObject({ left: { type: 'StillBehind' } })
    expect(E.isRight(await reader.find('toy-accounts'))).toBe(true)
  })
})

it('follows the log until it is told to stop', async () => {
  const { on, ledger } = await filled()
  const stop = new AbortController()
  const following = ledger.follow(stop.signal)
  const reader = ledgerOn(on, { projects: false })
  for (let balance = 6; balance < 10; balance++) {
    const { position } = right(await reader.ask(pay('A', 1)))
    expect(right(await reader.find('toy-accounts', {}, { after: position ?? '' })).found[0]?.document).toMatchObject({
      balance,
    })
  }
  stop.abort()
  expect(await following).toEqual(E.right(undefined))
})

it('never gives a number twice, whoever asks', async () => {
  const on = stores()
  const ledgers = [ledgerOn(on), ledgerOn(on)]
  const blocks = await Promise.all(
    Array.from({ length: 50 }, (_, n) => (ledgers[n % 2] ?? ledgerOn(on)).reserve('toy', { count: 1 + (n % 3) })),
  )
  const numbers = blocks.flatMap((block) => {
    const { from, to } = right(block)
    return Array.from({ length: to - from + 1 }, (_, n) => from + n)
  })
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, n) => n + 1))
  expect(right(await ledgerOn(on).reserve('toy', { count: 1, above: 5000 }))).toMatchObject({ from: 5001, to: 5001 })
  expect(right(await ledgerOn(on).reserve('other', { count: 2 }))).toMatchObject({ from: 1, to: 2 })
})

describe('verifying', () => {
  it('finds nothing wrong with a ledger that is as it was made', async () => {
    const { ledger } = await filled()
    expect(right(await ledger.verify(openMemoryReadStore()))).toMatchObject({
      ok: true,
      streams: 2,
      events: 6,
      readModels: { 'toy-accounts': 3, 'toy-tags': 2, 'toy-rich': 2, 'toy-counts': 2 },
      firstDifference: null,
    })
  })
  it('names the first document that is not what the log gives', async () => {
    const { on, ledger } = await filled()
    await tamper(on)
    const { ok, firstDifference } = right(await ledger.verify(openMemoryReadStore()))
    expect(ok).toBe(false)
    expect(firstDifference).toMatchObject({ stream: 'toy-accounts account/A', revision: null })
    expect(firstDifference?.what).toBe('toy-accounts account/A, balance, says 6; a fresh fold of the log gives 5')
  })
})

describe('a rebuild', () => {
  it('builds beside, compares, and moves the name; the build before stays until the next', async () => {
    const { on, ledger } = await filled()
    const before = right(await ledger.find('toy-accounts')).found
    expect(right(await ledger.rebuild(['toy-accounts']))).toMatchObject([
      { readModel: 'toy-accounts', from: 'v1', to: 'v1-2', compared: true },
    ])
    expect(right(await ledger.find('toy-accounts')).found).toEqual(before)
    right(await ledger.rebuild(['toy-accounts']))
    const generations = right(await on.views.tables()).flatMap(({ name, generation }) =>
      name === 'toy-tags' ? [generation] : [],
    )
    expect(generations.sort()).toEqual(['v1-2', 'v1-3'])
  })
  it('is refused when the live documents are not what the log gives, and readers stay', async () => {
    const { on, ledger } = await filled()
    await tamper(on)
    const refused = await ledger.rebuild(['toy-accounts'])
    expect(refused).toMatchObject({ left: { type: 'NotTheSame' } })
    expect(E.isLeft(refused) && refused.left.message).toMatch(/account\/A/)
    expect(right(await ledger.status()).readModels[0]).toMatchObject({ generation: 'v1' })
  })
  it('replaces documents that other hands changed when it is told to, and then all is well again', async () => {
    const { on, ledger } = await filled()
    await tamper(on)
    expect(right(await ledger.rebuild(['toy-accounts'], { replace: true }))).toMatchObject([{ compared: false }])
    expect(right(await ledger.verify(openMemoryReadStore()))).toMatchObject({ ok: true, firstDifference: null })
  })
  it('of a table is a rebuild of the read model that gives rise to it', async () => {
    const { ledger } = await filled()
    const table = toyAccounts().tables[0]?.name ?? ''
    expect(right(await ledger.rebuild([table]))).toMatchObject([{ readModel: 'toy-accounts' }])
  })
  it('is made by itself for a new version, and another ledger sees the name move', async () => {
    const { on, ledger } = await filled()
    const next = ledgerOn(on, { version: 2, traced: false })
    expect(right(await next.find('toy-accounts')).found[0]?.document).toMatchObject({ trace: 0 })
    expect(right(await next.status()).readModels[0]).toMatchObject({ generation: 'v2', lag: 0 })
    expect(right(await ledger.views.find('toy-accounts', {})()).found[0]?.document).toMatchObject({ trace: 0 })
  })
  it('of a new version that cannot take a stream is refused', async () => {
    const on = stores()
    const { ledger } = await filled(on, { strict: () => false })
    right(await ledger.ask({ ...pay('A', 1), needs: 1000 } as ToyCommand))
    right(await ledger.catchUp())
    const next = await ledgerOn(on, { version: 2 }).catchUp()
    expect(E.isLeft(next) && next.left.message).toMatch(/could not take 1 stream/)
  })
  it('is noticed by other ledgers, which go on with the new build', async () => {
    const { on, ledger } = await filled()
    const other = ledgerOn(on)
    right(await other.catchUp())
    right(await ledger.rebuild())
    right(await other.ask(pay('A', 1)))
    expect(right(await other.find('toy-accounts')).found[0]?.document).toMatchObject({ balance: 6 })
    expect(right(await other.verify(openMemoryReadStore())).ok).toBe(true)
  })
  it('never takes up the name of a build that was dropped, whose checkpoint is still there', async () => {
    const { on } = await filled()
    const second = ledgerOn(on, { version: 2 })
    right(await second.catchUp())
    right(await second.rebuild()) // drops v1
    const first = ledgerOn(on)
    expect(right(await first.find('toy-accounts')).found).toHaveLength(3)
    expect(right(await first.status()).readModels[0]).toMatchObject({ generation: 'v1-2', documents: 3 })
  })
  it('loses nothing that is written meanwhile', async () => {
    const { ledger } = await filled()
    const asked = Array.from({ length: 20 }, (_, n) => ledger.ask(pay('A', 1), { commandId: idOf(n) }))
    right(await ledger.rebuild())
    for (const answer of await Promise.all(asked)) right(answer)
    expect(right(await ledger.find('toy-accounts')).found[0]?.document).toMatchObject({ balance: 25 })
    expect(right(await ledger.verify(openMemoryReadStore())).ok).toBe(true)
  })
})

const idOf = (n: number): Uuid => uuidv5('6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid, String(n))
