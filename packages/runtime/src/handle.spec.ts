import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import {
  canonicalJson,
  uuidv5,
  type AnyPractice,
  type Instant,
  type Message,
  type PersonId,
  type Title,
  type Uuid,
} from '@deskledger/kernel'
import { toyPractice, type ToyCommand } from '@deskledger/testing'
import type { Asked } from './deciding.ts'
import type { Answer } from './answer.ts'
import { handler } from './handle.ts'
import type { AskTrouble } from './trouble.ts'

const at = '2025-03-01T09:30:00.000Z' as Instant
const said = { account: 'A1' as Title, owner: 'ada' as PersonId, at }
const open: ToyCommand = { type: 'OpenAccount', ...said }
const pay = (amount: number): ToyCommand => ({ type: 'Pay', ...said, amount, needs: 0 })
const tag = (...tags: string[]): ToyCommand => ({ type: 'TagAccount', ...said, tags })
const close: ToyCommand = { type: 'CloseAccount', ...said }
const id = (name: string | number): Uuid => uuidv5('6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid, String(name))

type Outcome = E.Either<AskTrouble<Message>, readonly Answer[]>

const memory = () => openMemoryEventStore({ clock: () => at })
const practice = toyPractice() as unknown as AnyPractice
const handlerOn = (store: EventStore, attempts?: number) => {
  const { askAll } = handler(store, practice, attempts === undefined ? {} : { attempts })
  const all = (...asked: readonly Asked<ToyCommand>[]) => askAll('toy-A1', asked)
  return { all, ask: (command: ToyCommand, commandId?: Uuid) => all({ command, ...(commandId && { commandId }) }) }
}

const eventsIn = async (store: EventStore) => {
  const read = await store.readStream('toy-A1')()
  return E.isRight(read) ? read.right : []
}
const typesIn = async (store: EventStore) => (await eventsIn(store)).map(({ type }) => type)
const answersOf = (outcome: Outcome): readonly Answer[] => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}
const answerOf = (outcome: Outcome): Answer => answersOf(outcome)[0] as Answer

describe('a command', () => {
  it('is answered with what happened and where', async () => {
    const store = memory()
    const answer = answerOf(await handlerOn(store).ask(open, id(1)))
    const [first, second] = await eventsIn(store)
    expect(answer).toEqual({
      stream: 'toy-A1',
      revision: 1,
      position: second?.position,
      repeated: false,
      events: [
        { eventId: uuidv5(id(1), '0'), revision: 0, type: 'AccountOpened', data: first?.data },
        { eventId: uuidv5(id(1), '1'), revision: 1, type: 'AccountTagged', data: second?.data },
      ],
    })
    expect(first?.metadata).toEqual({ commandId: id(1), correlationId: id(1), causationId: id(1), schemaVersion: 1 })
  })
  it('that changes nothing writes nothing', async () => {
    const store = memory()
    const { ask } = handlerOn(store)
    await ask(open)
    expect(answerOf(await ask(tag('new')))).toMatchObject({ events: [], repeated: false, revision: 1 })
    expect(await typesIn(store)).toEqual(['AccountOpened', 'AccountTagged'])
  })
  it('that a rule forbids is refused with the facts', async () => {
    const { ask } = handlerOn(memory())
    expect(await ask(pay(1))).toEqual(
      E.left({ type: 'Refused', refusal: { type: 'AccountNotOpen', account: 'A1' }, index: 0 }),
    )
  })
})

describe('the same command again', () => {
  const first = async () => {
    const store = memory()
    const one = handlerOn(store)
    await one.ask(open)
    const answer = answerOf(await one.ask(pay(5), id('pay')))
    return { store, one, answer }
  }
  it('has the same answer and no effect', async () => {
    const { store, one, answer } = await first()
    expect(answerOf(await one.ask(pay(5), id('pay')))).toEqual({ ...answer, repeated: true })
    expect(await eventsIn(store)).toHaveLength(3)
  })
  it('has the same answer from a process that never saw it, and after more has happened', async () => {
    const { store, one, answer } = await first()
    await one.ask(close)
    expect(answerOf(await handlerOn(store).ask(pay(5), id('pay')))).toEqual({ ...answer, repeated: true })
  })
  it('has the same answer from a process that remembers the time before', async () => {
    const store = memory()
    const [one, other] = [handlerOn(store), handlerOn(store)]
    await one.ask(open)
    await other.ask(tag('new')) // it remembers the open account now
    const answer = answerOf(await one.ask(pay(5), id('pay')))
    expect(answerOf(await other.ask(pay(5), id('pay')))).toEqual({ ...answer, repeated: true })
    expect(await eventsIn(store)).toHaveLength(3)
  })
  it('has one effect while the first is under way, here and elsewhere', async () => {
    const store = memory()
    const [one, other] = [handlerOn(store), handlerOn(store)]
    await one.ask(open)
    const all = await Promise.all([one, other, one, other].map(({ ask }) => ask(pay(5), id('pay'))))
    expect(await typesIn(store)).toEqual(['AccountOpened', 'AccountTagged', 'Paid'])
    expect(new Set(all.map((outcome) => canonicalJson(answerOf(outcome).events))).size).toBe(1)
    expect(all.filter((outcome) => !answerOf(outcome).repeated)).toHaveLength(1)
  })
  it('is answered as it was stored, whatever is asked under its id now', async () => {
    const { one, store, answer } = await first()
    expect(answerOf(await one.ask(pay(99), id('pay')))).toEqual({ ...answer, repeated: true })
    expect(answerOf(await handlerOn(store).ask(close, id('pay')))).toEqual({ ...answer, repeated: true })
  })
})

describe('two processes', () => {
  it('land 64 commands on one stream, each exactly once', async () => {
    const store = memory()
    const [one, other] = [handlerOn(store, 200), handlerOn(store, 200)]
    await one.ask(open)
    const asked = Array.from({ length: 64 }, (_, n) => (n % 2 ? one : other).ask(pay(n), id(n)))
    for (const outcome of await Promise.all(asked)) expect(E.isRight(outcome)).toBe(true)
    const paid = (await eventsIn(store)).filter(({ type }) => type === 'Paid')
    expect(paid.map(({ metadata }) => metadata.commandId).sort()).toEqual(asked.map((_, n) => id(n)).sort())
  })
  const stale = async () => {
    const store = memory()
    const [one, other] = [handlerOn(store), handlerOn(store)]
    await one.ask(open)
    await other.ask(tag('new'))
    return { store, one, other }
  }
  it('a refusal counts on fresh facts only', async () => {
    const { one, other } = await stale()
    await one.ask(pay(10))
    expect(E.isRight(await other.ask(pay(-5)))).toBe(true)
  })
  it('"nothing to do" counts on fresh facts only', async () => {
    const { one, other, store } = await stale()
    await one.ask(tag('x'))
    expect(answerOf(await other.ask(tag('new'))).events).toHaveLength(1)
    expect((await eventsIn(store)).at(-1)?.data).toMatchObject({ tags: ['new'] })
  })
  it('a list of which one half was asked elsewhere is completed', async () => {
    const { one, other, store } = await stale()
    await one.ask(pay(3), id('a'))
    const answers = answersOf(
      await other.all({ command: pay(3), commandId: id('a') }, { command: pay(4), commandId: id('b') }),
    )
    expect(answers.map(({ repeated, revision }) => [repeated, revision])).toEqual([
      [true, 2],
      [false, 3],
    ])
    expect(await eventsIn(store)).toHaveLength(4)
  })
  it('a list of a repeat and of "nothing to do" is looked at on fresh facts', async () => {
    const { one, other, store } = await stale()
    await other.ask(pay(3), id('a'))
    await one.ask(tag('x'))
    await other.all({ command: pay(3), commandId: id('a') }, { command: tag('new'), commandId: id('b') })
    expect((await eventsIn(store)).at(-1)?.data).toMatchObject({ tags: ['new'] })
  })
})

describe('a list of commands', () => {
  it('is decided in order, each on what the ones before led to, and stored at once', async () => {
    const store = memory()
    const answers = answersOf(await handlerOn(store).all({ command: open }, { command: pay(5) }, { command: pay(-5) }))
    expect(answers.map(({ revision }) => revision)).toEqual([1, 2, 3])
    expect(new Set(answers.map(({ position }) => position)).size).toBe(1)
  })
  it('is all or nothing', async () => {
    const store = memory()
    expect(await handlerOn(store).all({ command: open }, { command: pay(-5) })).toEqual(
      E.left({ type: 'Refused', refusal: { type: 'Overdrawn', balance: 0 }, index: 1 }),
    )
    expect(await eventsIn(store)).toEqual([])
  })
  it('takes an id once, though it stands there twice, and though it came to nothing', async () => {
    const { all, ask } = handlerOn(memory())
    await ask(open)
    const twice = { command: pay(5), commandId: id('a') }
    expect(answersOf(await all(twice, twice)).map(({ repeated, revision }) => [repeated, revision])).toEqual([
      [false, 2],
      [true, 2],
    ])
    const idle = { command: tag('new'), commandId: id('b') }
    expect(answersOf(await all(idle, idle)).map(({ revision, events }) => [revision, events.length])).toEqual([
      [2, 0],
      [2, 0],
    ])
  })
})
