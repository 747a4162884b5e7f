import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore } from '@deskledger/event-store'
import type { AnyFlow, AnyPractice, Message } from '@deskledger/kernel'
import { openMemoryReadStore } from '@deskledger/read-store'
import { toyPractice, type ToyCommand } from '@deskledger/testing'
import { dispatcher } from './dispatch.ts'
import { flowRunner } from './flows.ts'
import { openLedger } from './ledger.ts'
import { allOf } from './toy-log.spec.kit.ts'
import { at, bonusFlow, RATE, said } from './toy-flows.spec.kit.ts'

const practice = toyPractice() as unknown as AnyPractice
const stores = () => ({ events: openMemoryEventStore({ clock: () => at }), views: openMemoryReadStore() })
type Stores = ReturnType<typeof stores>

const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}
const ledgerOn = (on: Stores, flow: AnyFlow = bonusFlow(), onRefused?: (refused: object) => void) =>
  openLedger({ ...on, register: [toyPractice()], flows: [flow], onRefused })

const open = (account: string): ToyCommand => ({ type: 'OpenAccount', ...said(account) })
const pay = (account: string, amount: number): ToyCommand => ({ type: 'Pay', ...said(account), amount, needs: 0 })

/** Types and amounts of what happened to an account. */
const historyOf = async ({ events }: Stores, account: string) =>
  (await allOf(events))
    .filter(({ stream }) => stream === `toy-${account}`)
    .map(({ data }) => ('amount' in data ? data.amount : (data as Message).type))

describe('a flow', () => {
  it('asks what follows from an event, on what it knows as of that event', async () => {
    const on = stores()
    const ledger = ledgerOn(on)
    for (const command of [open('A'), pay('A', 8), pay('A', 4), pay('A', 30), pay('A', 1)])
      right(await ledger.ask(command))
    right(await ledger.catchUp())
    expect(await historyOf(on, 'bonus-A')).toEqual(['AccountOpened', 'AccountTagged', 1, 3])
    const caused = (await allOf(on.events)).find(({ stream, type }) => stream === 'toy-bonus-A' && type === 'Paid')
    const cause = (await allOf(on.events)).find(({ eventId }) => eventId === caused?.metadata.causationId)
    expect(cause).toMatchObject({ stream: 'toy-A', data: { amount: 4 } })
    expect(caused?.metadata.correlationId).toBe(cause?.metadata.correlationId)
  })
  it('may look at what other streams have come to, as of that event', async () => {
    const on = stores()
    const ledger = ledgerOn(on)
    for (const command of [open('A'), open(RATE), pay('A', 4), pay(RATE, 1), pay('A', 4), pay(RATE, 1), pay('A', 4)])
      right(await ledger.ask(command))
    right(await ledger.catchUp())
    // 4, then twice 4, then three times 4
    expect(await historyOf(on, 'bonus-A')).toEqual(['AccountOpened', 'AccountTagged', 1, 1])
  })
  it('forgets what it holds when another process was ahead: they saw each other as of their own events', async () => {
    const on = stores()
    const dispatch = dispatcher(on.events, [practice], undefined)
    const [narrow, wide] = [{ held: 1 }, {}].map((sizes) => flowRunner({ ...on, dispatch, ...sizes }, bonusFlow()))
    if (narrow === undefined || wide === undefined) throw new Error('there are two')
    const ask = async (...commands: ToyCommand[]) => {
      for (const command of commands) right(await dispatch([{ command }]))
    }
    await ask(open(RATE), open('A'))
    while (right(await narrow.catchUp()) > 0);
    await ask(pay('A', 1))
    right(await narrow.catchUp()) // holds A, and not the rate
    await ask(pay('A', 4), pay(RATE, 1))
    right(await wide.catchUp())
    await ask(pay('A', 2)) // 1, and 4, and twice 2
    right(await narrow.catchUp())
    expect(await historyOf(on, 'bonus-A')).toEqual(['AccountOpened', 'AccountTagged'])
  })
  it('is seen by who looks right after a command', async () => {
    const ledger = ledgerOn(stores())
    right(await ledger.ask(open('A')))
    const found = right(await ledger.find('toy-accounts', { where: [{ path: 'kind', is: 'account' }] })).found
    expect(found.map(({ key }) => key)).toEqual(['account/A', 'account/bonus-A'])
  })
  it('asks once, whoever runs it, however often, and after its views were lost', async () => {
    const on = stores()
    const first = ledgerOn(on)
    for (const command of [open('A'), pay('A', 25)]) right(await first.ask(command))
    right(await first.catchUp())
    const all = (await allOf(on.events)).length
    right(await ledgerOn(on).catchUp())
    right(await ledgerOn({ ...on, views: openMemoryReadStore() }).catchUp())
    expect(await allOf(on.events)).toHaveLength(all)
  })
  it('goes on where it was when it is of another version, and asks nothing again', async () => {
    const on = stores()
    const first = ledgerOn(on)
    for (const command of [open('A'), pay('A', 8)]) right(await first.ask(command))
    right(await first.catchUp())
    const refusals: object[] = []
    const second = ledgerOn(on, bonusFlow(2), (one) => refusals.push(one))
    right(await second.ask(pay('A', 8)))
    right(await second.catchUp())
    expect(await historyOf(on, 'bonus-A')).toEqual(['AccountOpened', 'AccountTagged', 1])
    expect(refusals).toEqual([])
  })
  it('tells of what a rule refused, and goes on', async () => {
    const on = stores()
    const refusals: object[] = []
    const ledger = ledgerOn(on, bonusFlow(), (one) => refusals.push(one))
    for (const command of [open('bonus-A'), open('A'), pay('A', 10)]) right(await ledger.ask(command))
    right(await ledger.catchUp())
    expect(refusals).toMatchObject([{ by: 'payments-earn-bonuses', refusal: { type: 'AccountAlreadyOpen' } }])
    expect(await historyOf(on, 'bonus-A')).toEqual(['AccountOpened', 'AccountTagged', 1])
  })
  it('waits behind an event that it cannot take, and asks for it after a retry', async () => {
    const on = stores()
    const broken = { is: true }
    const flow = bonusFlow()
    const failing: AnyFlow = {
      ...flow,
      asks: (event, known, before) => {
        if (broken.is && (event.data as { amount?: number }).amount === 20) throw new Error('no')
        return flow.asks(event, known, before)
      },
    }
    const ledger = ledgerOn(on, failing)
    for (const command of [open('A'), pay('A', 20), pay('A', 30), open('B')]) right(await ledger.ask(command))
    right(await ledger.catchUp())
    expect(await historyOf(on, 'bonus-A')).toEqual(['AccountOpened', 'AccountTagged'])
    expect(await historyOf(on, 'bonus-B')).toHaveLength(2)
    expect(right(await ledger.parked())).toMatchObject([{ build: 'flow-payments-earn-bonuses~v1', stream: 'toy-A' }])
    broken.is = false
    expect(right(await ledger.retryParked())).toEqual([])
    right(await ledger.catchUp())
    expect(await historyOf(on, 'bonus-A')).toEqual(['AccountOpened', 'AccountTagged', 2, 3])
  })
  it('asks nothing while read models are built anew', async () => {
    const on = stores()
    const ledger = ledgerOn(on)
    for (const command of [open('A'), pay('A', 25)]) right(await ledger.ask(command))
    right(await ledger.catchUp())
    const all = (await allOf(on.events)).length
    expect(right(await ledger.rebuild()).every(({ compared }) => compared)).toBe(true)
    expect(await allOf(on.events)).toHaveLength(all)
  })
})
