import * as E from 'fp-ts/lib/Either.js'
import { NO_STREAM } from '@deskledger/event-store'
import { START } from '@deskledger/kernel'
import { openFollower, write } from './following.spec.kit.ts'
import { event, got, many, until, withBoth, withDouble, withStore } from './ledger.spec.kit.ts'

describe('a long silence behind a filter', () => {
  it('moves the position on to the end of the log, past what nobody asked for', () =>
    withBoth({}, async ({ store }) => {
      await write(store, 'a', 1)
      const follower = openFollower(store, { types: ['Never'] })
      await until(() => follower.batches.at(-1)?.caughtUp === true, 'it is caught up')
      for (let round = 0; round < 3; round++) {
        await got(store.append(`b-${round}`, NO_STREAM, many(7, `b-${round}`)))
        const head = await got(store.head)
        await until(() => follower.position() >= head, 'the position is the head')
      }
      await follower.stop()
      expect(follower.events()).toStrictEqual([])
    }))
  it('is not a batch for every checkpoint', () =>
    withBoth({}, async ({ store }) => {
      for (let i = 0; i < 20; i++) await got(store.append(`a-${i}`, NO_STREAM, many(400, `a-${i}`)))
      const follower = openFollower(store, { types: ['Never'] })
      await until(() => follower.batches.at(-1)?.caughtUp === true, 'it is caught up')
      await follower.stop()
      expect(follower.batches.length).toBeLessThan(40)
    }))
  it('restarts exactly where it was caught up', () =>
    withBoth({}, async ({ double, store }) => {
      await write(store, 'a', 5)
      const first = openFollower(store)
      await until(() => first.batches.at(-1)?.caughtUp === true, 'it is caught up')
      await first.stop()
      const again = openFollower(store, { after: first.position() })
      await until(() => again.batches.at(-1)?.caughtUp === true, 'it is caught up again')
      await write(store, 'a', 2)
      await until(() => again.events().length >= 2, 'what is new arrives')
      await again.stop()
      expect([...first.events(), ...again.events()].map(({ revision }) => revision)).toStrictEqual([
        0, 1, 2, 3, 4, 5, 6,
      ])
      expect(double.faults.struck()).toBe(0)
    }))
})

describe('checkpoints that come while events wait to be taken', () => {
  it('overtake none of them, however slowly they are taken', () =>
    withBoth({}, async ({ store }) => {
      for (let i = 0; i < 40; i++) {
        await got(store.append(`other-${i}`, NO_STREAM, many(40, `other-${i}`)))
        await got(store.append(`wanted-${i}`, NO_STREAM, [event(`wanted-${i}`, {}, 'Wanted')]))
      }
      const places: string[] = []
      let furthest = START
      const { signal } = new AbortController()
      for await (const given of store.subscribe({ after: START, limit: 1, types: ['Wanted'], signal })) {
        if (E.isLeft(given)) throw new Error(given.left.message)
        const { events, position } = given.right
        for (const one of events) {
          expect(one.position > furthest).toBe(true)
          places.push(one.stream)
        }
        furthest = position
        if (places.length === 40) break
        await new Promise((resolve) => setTimeout(resolve, 10)) // the rest arrives, its checkpoints too
      }
      expect(places).toStrictEqual(Array.from({ length: 40 }, (_, i) => `wanted-${i}`))
    }))
})

describe('a ledger without events', () => {
  it('stays at the start, whatever others write', () =>
    withDouble({}, (double) =>
      withStore(double.url, { ledger: 'other' }, (other) =>
        withStore(double.url, { ledger: 'acme' }, async (store) => {
          const follower = openFollower(store)
          await until(() => follower.batches.at(-1)?.caughtUp === true, 'it is caught up')
          await write(other, 'a', 70)
          expect(await got(store.readAll({ after: START }))).toStrictEqual({
            events: [],
            position: START,
            caughtUp: true,
          })
          expect(await got(store.head)).toBe(START)
          await write(store, 'a', 1)
          await until(() => follower.events().length >= 1, 'its first event arrives')
          await follower.stop()
          expect(follower.batches.slice(0, -1).every(({ position }) => position === START)).toBe(true)
        }),
      ),
    ))
})
