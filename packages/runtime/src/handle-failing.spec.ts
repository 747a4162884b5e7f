import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import { uuidv5, type AnyPractice, type Instant, type PersonId, type Title, type Uuid } from '@deskledger/kernel'
import { toyPractice, type ToyCommand } from '@deskledger/testing'
import type { Answer } from './answer.ts'
import { handler } from './handle.ts'

const at = '2025-03-01T09:30:00.000Z' as Instant
const open: ToyCommand = { type: 'OpenAccount', account: 'A1' as Title, owner: 'ada' as PersonId, at }
const id = (name: number): Uuid => uuidv5('6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid, String(name))

const memory = () => openMemoryEventStore({ clock: () => at })
const handlerOn = (store: EventStore, attempts = 20) => {
  const { askAll } = handler(store, toyPractice() as unknown as AnyPractice, { attempts })
  return { ask: (command: ToyCommand, commandId = id(0)) => askAll('toy-A1', [{ command, commandId }]) }
}
const eventsIn = async (store: EventStore) => {
  const read = await store.readStream('toy-A1')()
  return E.isRight(read) ? read.right : []
}
const typesIn = async (store: EventStore) => (await eventsIn(store)).map(({ type }) => type)
const answerOf = (outcome: E.Either<unknown, readonly Answer[]>): Answer => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right[0] as Answer
}

describe('an append whose outcome is not known', () => {
  /** Answers so many appends with "no answer in time", having stored them or not. */
  const unsure = (store: EventStore, times: number, stores: boolean): EventStore => {
    let left = times
    return {
      ...store,
      append:
        (...request) =>
        async () => {
          if (left-- <= 0) return store.append(...request)()
          if (stores) await store.append(...request)()
          return E.left({ type: 'TimedOut', message: 'No answer in time.' })
        },
    }
  }
  it.each([true, false])('is repeated until it is known, with one effect (stored: %s)', async (stores) => {
    const store = memory()
    const answer = answerOf(await handlerOn(unsure(store, 2, stores)).ask(open, id(1)))
    expect(answer).toMatchObject({ revision: 1, repeated: false })
    expect(await typesIn(store)).toEqual(['AccountOpened', 'AccountTagged'])
  })
  it('that stays unknown is found when the facts are read again', async () => {
    const store = memory()
    const answer = answerOf(await handlerOn(unsure(store, 3, true)).ask(open, id(1)))
    expect(answer).toMatchObject({ revision: 1, repeated: true })
    expect(await eventsIn(store)).toHaveLength(2)
  })
  it('that was not stored is told to the caller, who may ask again', async () => {
    const store = memory()
    const { ask } = handlerOn(unsure(store, 3, false))
    expect(await ask(open, id(1))).toMatchObject({ left: { type: 'TimedOut' } })
    expect(await eventsIn(store)).toEqual([])
    expect(answerOf(await ask(open, id(1)))).toMatchObject({ revision: 1, repeated: false })
  })
})

it('gives up after so many clashes, with nothing written', async () => {
  const store = memory()
  let tries = 0
  const busy: EventStore = {
    ...store,
    append: (stream, expected) => {
      tries++
      return () =>
        Promise.resolve(E.left({ type: 'WrongRevision', stream, expected, actual: expected + 1, message: 'Clash.' }))
    },
  }
  expect(await handlerOn(busy, 4).ask(open)).toMatchObject({ left: { type: 'WrongRevision' } })
  expect(tries).toBe(4)
  expect(await eventsIn(store)).toEqual([])
})

it('tells at once that the store cannot be read, also when it is facts remembered that would be looked at again', async () => {
  const store = memory()
  let reads = 0
  let broken = false
  const breaking: EventStore = {
    ...store,
    readStream: (...query) => {
      reads++
      const failure = E.left({ type: 'StoreBusy', message: 'Others hold it.' } as const)
      return broken ? () => Promise.resolve(failure) : store.readStream(...query)
    },
  }
  const { ask } = handlerOn(breaking)
  await ask(open)
  reads = 0
  broken = true
  expect(await ask(open, id(1))).toMatchObject({ left: { type: 'StoreBusy' } })
  expect(reads).toBe(1)
})
