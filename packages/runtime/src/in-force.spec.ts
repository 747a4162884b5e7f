import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import {
  uuidv5,
  type AnyFlow,
  type Instant,
  type Message,
  type NewEvent,
  type PersonId,
  type Title,
  type Uuid,
} from '@deskledger/kernel'
import { openMemoryReadStore } from '@deskledger/read-store'
import { toyPractice } from '@deskledger/testing'
import { openLedger } from './ledger.ts'
import { openWorker } from './worker.ts'

const at = '2025-03-01T09:30:00.000Z' as Instant
const NAMESPACE = '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid

interface Stored {
  readonly type: string
  readonly schemaVersion: number
  readonly [field: string]: unknown
}

/** Accounts whose payments were once counted in tens: version 1 has `tens`, version 2 `amount`. Less than nothing is no payment. */
const grown = () => {
  const toy = toyPractice()
  const upcast = (type: string, version: number, data: unknown): unknown => {
    if (type !== 'Paid' || version !== 1) throw new Error(`${type} of version ${version} needs no upcast`)
    const { tens, ...others } = data as { readonly tens: number }
    if (tens < 0) throw new Error('a payment of less than nothing')
    return { ...others, amount: tens * 10 }
  }
  return { ...toy, schemaVersions: { ...toy.schemaVersions, Paid: 2 }, upcast }
}

const said = (account: string) => ({ account: account as Title, owner: 'ada' as PersonId, at })

/** A stream as programs of several versions wrote it. */
const written = async (store: EventStore, account: string, ...all: readonly Stored[]): Promise<void> => {
  const events = all.map(({ schemaVersion, ...data }, index): NewEvent => {
    const commandId = uuidv5(NAMESPACE, `${account} ${index}`)
    const metadata = { commandId, correlationId: commandId, causationId: commandId, schemaVersion }
    return {
      eventId: uuidv5(commandId, '0'),
      type: data['type'],
      data: { ...said(account), ...data },
      metadata,
    }
  })
  const appended = await store.append(`toy-${account}`, -1, events)()
  if (E.isLeft(appended)) throw new Error(appended.left.message)
}

const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const opened: Stored = { type: 'AccountOpened', schemaVersion: 1 }
const paid = (tens: number): Stored => ({ type: 'Paid', schemaVersion: 1, tens, needs: 0 })

const stores = async () => {
  const on = { events: openMemoryEventStore({ clock: () => at }), views: openMemoryReadStore() }
  await written(on.events, 'A', opened, paid(7), { type: 'Paid', schemaVersion: 2, amount: 5, needs: 0 })
  return on
}

const balanceOf = async ({ find }: Pick<ReturnType<typeof ledgerOn>, 'find'>, account: string) =>
  right(await find('toy-accounts', { where: [{ path: 'name', is: `account/${account}` }] })).found.map(
    ({ document }) => (document as { readonly balance: number }).balance,
  )

const ledgerOn = (on: Awaited<ReturnType<typeof stores>>, flows: readonly AnyFlow[] = []) =>
  openLedger({ ...on, register: [grown()], flows })

/** Pays into the bonus account of an owner what was paid, as the flow was shown it. */
const bonus: AnyFlow = {
  name: 'payment-earns-a-bonus',
  sentence: 'A payment earns a bonus.',
  knows: {
    name: 'bonus-known',
    version: 1,
    on: ['Paid'],
    keysOf: (event) => [String((event.data as { readonly amount: number }).amount)],
    remember: (_, { data }) => ({ amount: (data as { readonly amount: number }).amount }),
    shared: [],
    indexes: [],
    tables: [],
    rollups: [],
  },
  on: ['Paid'],
  asks: ({ data }, known) => {
    const { account, amount } = data as { readonly account: string; readonly amount: number }
    const remembered = known(String(amount)) as { readonly amount: number } | undefined
    return account === 'A' ? [{ type: 'Pay', ...said('B'), amount: remembered?.amount, needs: 0 } as Message] : []
  },
}

describe('events of an older version', () => {
  it('are decided on, shown and told as their present version has them', async () => {
    const ledger = ledgerOn(await stores())
    expect(await balanceOf(ledger, 'A')).toEqual([75])
    const history = right(await ledger.history('toy-A'))
    expect(history.map(({ data, metadata }) => [data, metadata.schemaVersion])).toMatchObject([
      [{ type: 'AccountOpened' }, 1],
      [{ type: 'Paid', amount: 70 }, 2],
      [{ type: 'Paid', amount: 5 }, 2],
    ])
    const pay = (amount: number) => ledger.ask({ type: 'Pay', ...said('A'), amount, needs: 0 })
    expect(await pay(-76)).toMatchObject({ left: { type: 'Refused', refusal: { type: 'Overdrawn', balance: 75 } } })
    expect(E.isRight(await pay(-75))).toBe(true)
  })
  it('answer a repeated command as their present version has them', async () => {
    const ledger = ledgerOn(await stores())
    const command = { type: 'Pay', ...said('A'), amount: 70, needs: 0 } as const
    expect(right(await ledger.ask(command, { commandId: uuidv5(NAMESPACE, 'A 1') }))).toMatchObject({
      repeated: true,
      events: [{ type: 'Paid', revision: 1, data: { amount: 70 } }],
    })
  })
  it('stay stored as they are, and the ledger is found in order and built anew as it was', async () => {
    const on = await stores()
    const before = right(await on.events.readStream('toy-A')())
    const ledger = ledgerOn(on)
    right(await ledger.catchUp())
    expect(right(await ledger.verify(openMemoryReadStore()))).toMatchObject({ ok: true, firstDifference: null })
    expect(right(await ledger.rebuild()).map(({ compared }) => compared)).toEqual([true, true])
    expect(right(await on.events.readStream('toy-A')())).toStrictEqual(before)
    expect(before[1]?.data).toMatchObject({ tens: 7 })
  })
  it('reach flows, and what they remember, as their present version has them', async () => {
    const on = await stores()
    await written(on.events, 'B', opened)
    const ledger = ledgerOn(on, [bonus])
    right(await ledger.catchUp())
    expect(await balanceOf(ledger, 'B')).toEqual([75])
  })
  it('reach the read models of a worker as their present version has them', async () => {
    const on = await stores()
    const end = new AbortController()
    const lease = { holder: 'one', duration: 1000, now: () => Date.now() }
    const running = openWorker({ ...on, register: [grown()], lease }).run(end.signal)
    const reader = openLedger({ ...on, register: [grown()], projects: false })
    const after = right(await on.events.head())
    const { found } = right(await reader.find('toy-accounts', {}, { after, timeout: 20_000 }))
    end.abort()
    right(await running)
    expect(found.map(({ document }) => document)).toMatchObject([{ name: 'account/A', balance: 75 }, { balance: 75 }])
  })
  it('park their stream, and no other, where they cannot be made new', async () => {
    const on = await stores()
    await written(on.events, 'C', opened, paid(-1))
    const ledger = ledgerOn(on)
    expect(await balanceOf(ledger, 'A')).toEqual([75])
    expect(new Set(right(await ledger.parked()).map(({ stream }) => stream))).toEqual(new Set(['toy-C']))
  })
})

describe('events of a newer version', () => {
  it('pass as they are', async () => {
    const on = await stores()
    await written(on.events, 'D', opened, { type: 'Paid', schemaVersion: 3, amount: 9, needs: 0, tip: 1 })
    const [, event] = right(await ledgerOn(on).history('toy-D'))
    expect(event).toMatchObject({ data: { amount: 9, tip: 1 }, metadata: { schemaVersion: 3 } })
    expect(await balanceOf(ledgerOn(on), 'D')).toEqual([9])
  })
})
