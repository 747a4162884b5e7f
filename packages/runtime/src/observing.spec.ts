import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import { uuidv5, type Uuid } from '@deskledger/kernel'
import { openMemoryReadStore } from '@deskledger/read-store'
import { toyPractice, type ToyCommand } from '@deskledger/testing'
import { openLedger, type LedgerParts } from './ledger.ts'
import type { Observer, Projected, Ran, Reacted } from './observing.ts'
import { at, bonusFlow, closing, closingTimes, said } from './toy-flows.spec.kit.ts'

const id = (name: string): Uuid => uuidv5('6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid, name)
const open = (account: string): ToyCommand => ({ type: 'OpenAccount', ...said(account) })
const pay = (amount: number): ToyCommand => ({ type: 'Pay', ...said('A'), amount, needs: 0 })
const close: ToyCommand = { type: 'CloseAccount', ...said('A') }

const observed = () => {
  const told = { ran: [] as Ran[], projected: [] as Projected[], reacted: [] as Reacted[] }
  const observer = {
    ran: (one) => told.ran.push(one),
    projected: (one) => told.projected.push(one),
    reacted: (one) => told.reacted.push(one),
  } satisfies Observer
  return { told, observer }
}

const memory = () => openMemoryEventStore({ clock: () => at })
const ledgerWith = (parts: Partial<LedgerParts<ReturnType<typeof toyPractice>>>, events: EventStore = memory()) =>
  openLedger({ events, views: openMemoryReadStore(), register: [toyPractice()], ...parts })

/** A store that takes longer for each append than for the one before it. */
const oneAfterTheOther = (store: EventStore): EventStore => {
  let appends = 0
  return {
    ...store,
    append:
      (...request) =>
      async () => {
        for (let turn = appends++; turn >= 0; turn--) await new Promise(setImmediate)
        return store.append(...request)()
      },
  }
}

const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

describe('an observer is told of commands', () => {
  it('what they came to, and what was asked of the store for them', async () => {
    const { told, observer } = observed()
    const { ask } = ledgerWith({ observer })
    const before = Date.now()
    right(await ask(open('A'), { commandId: id('opens'), correlationId: id('story') }))
    const [ran] = told.ran
    expect(ran).toMatchObject({
      stream: 'toy-A',
      asked: [{ command: { type: 'OpenAccount' }, commandId: id('opens'), correlationId: id('story') }],
      result: { right: [{ revision: 1, repeated: false }] },
      steps: [{ does: 'append', expected: -1, events: 2, repeated: false }],
    })
    const times = [ran, ...(ran?.steps ?? [])].flatMap((one) => (one ? [one.began, one.ended] : []))
    const [began = 0, ended, first, last] = times
    expect([began, first, last, ended]).toEqual(times.toSorted((a, b) => a - b))
    expect(began).toBeGreaterThanOrEqual(before - 20)
  })
  it('that clash, are repeated, or are refused', async () => {
    const { told, observer } = observed()
    const events = memory()
    right(await ledgerWith({}, events).ask(open('A')))
    const { ask } = ledgerWith({ observer }, events)
    right(await ask(pay(4), { commandId: id('pays') }))
    right(await ask(pay(4), { commandId: id('pays') }))
    right(await ask(close))
    expect(await ask(pay(4))).toMatchObject({ left: { type: 'Refused' } })
    const steps = told.ran.map((ran) => ran.steps.map(({ does, failure }) => failure ?? does))
    expect(steps[0]).toEqual(['read', 'append'])
    expect(steps[1]).toEqual(['read'])
    expect(told.ran.map(({ result }) => (E.isRight(result) ? result.right[0]?.repeated : result.left.type))).toEqual([
      false,
      true,
      false,
      'Refused',
    ])
  })
  it('that somebody else was faster with', async () => {
    const { told, observer } = observed()
    const events = memory()
    const [one, other] = [ledgerWith({ observer }, events), ledgerWith({}, events)]
    right(await one.ask(open('A')))
    right(await other.ask(pay(1)))
    right(await one.ask(pay(2)))
    expect(told.ran[1]?.steps.map(({ does, failure }) => failure ?? does)).toEqual(['WrongRevision', 'read', 'append'])
  })
  it('of different streams at once, each with its own steps', async () => {
    const { told, observer } = observed()
    const { ask } = ledgerWith({ observer }, oneAfterTheOther(memory()))
    const accounts = ['A', 'B', 'C', 'D']
    await Promise.all(accounts.flatMap((account) => [ask(open(account)), ask(open(account))]))
    expect(told.ran).toHaveLength(8)
    for (const account of accounts) {
      const [first, second] = told.ran.filter(({ stream }) => stream === `toy-${account}`)
      expect(first?.steps.map(({ does }) => does)).toEqual(['append'])
      expect(second?.steps.map(({ does }) => does)).not.toContain('append')
    }
  })
})

describe('an observer is told of what follows', () => {
  it('read models with the events they took, and what each of them takes', async () => {
    const { told, observer } = observed()
    const { ask, catchUp } = ledgerWith({ observer })
    right(await ask(open('A')))
    right(await catchUp())
    const [projected] = told.projected
    expect(projected?.events.map(({ type }) => type)).toEqual(['AccountOpened', 'AccountTagged'])
    expect(projected?.readModels).toContainEqual(
      expect.objectContaining({ name: 'toy-accounts', on: expect.arrayContaining(['AccountOpened']) as unknown }),
    )
    right(await catchUp())
    expect(told.projected).toHaveLength(1)
  })
  it('flows with the events that led to commands, and the commands with what led to them', async () => {
    const { told, observer } = observed()
    const { ask, catchUp } = ledgerWith({ observer, flows: [bonusFlow()] })
    right(await ask(open('A'), { commandId: id('opens'), correlationId: id('story') }))
    right(await catchUp())
    const [reacted] = told.reacted
    expect(reacted).toMatchObject({ flow: 'payments-earn-bonuses', events: [{ type: 'AccountOpened' }] })
    const [event] = reacted?.events ?? []
    expect(told.ran[1]?.asked).toMatchObject([
      {
        command: { type: 'OpenAccount', account: 'bonus-A' },
        correlationId: id('story'),
        causationId: event?.eventId,
        because: { by: 'payments-earn-bonuses', event: { stream: 'toy-A' } },
      },
    ])
  })
  it('timers, whose commands belong to nothing else whatever is going on around them', async () => {
    const { told, observer } = observed()
    const practice = toyPractice()
    const register = [{ ...practice, readModels: [...practice.readModels, closingTimes] }]
    const correlates = () => id('around')
    const { ask, catchUp } = ledgerWith({ observer: { ...observer, correlates }, register, timers: [closing] })
    right(await ask(open('A')))
    right(await ask({ type: 'TagAccount', ...said('A'), tags: [at] }))
    right(await catchUp())
    const woken = told.ran.find(({ asked: [one] }) => one?.because?.by === 'accounts-close-in-time')
    const [asked] = woken?.asked ?? []
    expect(asked?.correlationId).toBe(asked?.commandId)
  })
})

describe('what a command belongs to that does not say it', () => {
  it('is what the observer says, or itself', async () => {
    const { told, observer } = observed()
    let around: Uuid | undefined = id('around')
    const { ask } = ledgerWith({ observer: { ...observer, correlates: () => around } })
    right(await ask(open('A'), { commandId: id('opens') }))
    right(await ask(open('B'), { correlationId: id('story') }))
    around = undefined
    right(await ask(open('C'), { commandId: id('alone') }))
    expect(told.ran.map(({ asked: [one] }) => one?.correlationId)).toEqual([id('around'), id('story'), id('alone')])
  })
})

it('an observer that fails harms nobody', async () => {
  const fails = () => {
    throw new Error('It looked on too closely.')
  }
  const observer: Observer = { ran: fails, projected: fails, reacted: fails }
  const { ask, catchUp } = ledgerWith({ observer, flows: [bonusFlow()] })
  expect(await ask(open('A'))).toMatchObject({ right: { revision: 1 } })
  right(await catchUp())
})
