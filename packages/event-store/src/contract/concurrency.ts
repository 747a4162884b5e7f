import * as E from 'fp-ts/lib/Either.js'
import { NO_STREAM } from '../port.ts'
import { event, failure, got, many, placesOf } from './samples.ts'
import type { WithStore } from './opened-store.ts'

/** Expected revisions, and writers who race. */
export const concurrency = (withStore: WithStore): void => {
  it('appends to a stream without events', () =>
    withStore(async ({ store }) => {
      const appended = await got(store.append('a', NO_STREAM, many(2)))
      expect(appended).toMatchObject({ revision: 1, repeated: false })
      expect(placesOf(await got(store.readStream('a')))).toStrictEqual(['a@0', 'a@1'])
      expect(await got(store.head)).toBe(appended.position)
    }))
  it('appends after the revision expected', () =>
    withStore(async ({ store }) => {
      const first = await got(store.append('a', NO_STREAM, many(3)))
      const second = await got(store.append('a', 2, [event('next')]))
      expect(second).toMatchObject({ revision: 3, repeated: false })
      expect(second.position > first.position).toBe(true)
    }))
  it.each([
    ['behind', 0],
    ['that the stream is empty', NO_STREAM],
    ['ahead', 7],
  ])('refuses an append that expects %s, and writes nothing', (_, expected) =>
    withStore(async ({ store }) => {
      const { position } = await got(store.append('a', NO_STREAM, many(2)))
      const refusal = await failure(store.append('a', expected, [event('other')]), 'WrongRevision')
      expect(refusal).toMatchObject({ stream: 'a', expected, actual: 1 })
      expect(await got(store.readStream('a'))).toHaveLength(2)
      expect(await got(store.head)).toBe(position)
    }),
  )
  it('refuses to expect events of a stream that has none', () =>
    withStore(async ({ store }) => {
      const refusal = await failure(store.append('a', 0, [event('x')]), 'WrongRevision')
      expect(refusal).toMatchObject({ expected: 0, actual: NO_STREAM })
    }))
  it.each([2, 50])('lets exactly one of %i racers win, and tells the others where the stream stands', (racers) =>
    withStore(async ({ store }) => {
      await got(store.append('a', NO_STREAM, [event('first')]))
      const results = await Promise.all(
        Array.from({ length: racers }, (_, i) => store.append('a', 0, [event(`racer-${i}`)])()),
      )
      const losers = results.filter(E.isLeft)
      expect(losers).toHaveLength(racers - 1)
      for (const { left } of losers) expect(left).toMatchObject({ type: 'WrongRevision', expected: 0, actual: 1 })
      expect(await got(store.readStream('a'))).toHaveLength(2)
    }),
  )
  it('lets racers on streams of their own all win, each once', () =>
    withStore(async ({ store }) => {
      await Promise.all(
        Array.from({ length: 50 }, async (_, i) => {
          const { revision } = await got(store.append(`s-${i}`, NO_STREAM, [event(`one-${i}`)]))
          return got(store.append(`s-${i}`, revision, [event(`two-${i}`)]))
        }),
      )
      for (let i = 0; i < 50; i++) expect(await got(store.readStream(`s-${i}`))).toHaveLength(2)
    }))
  it('gets every racer in who tries again from where the stream stands', () =>
    withStore(async ({ store }) => {
      const insist = async (name: string, expected: number): Promise<number> => {
        const result = await store.append('a', expected, [event(name)])()
        if (E.isRight(result)) return result.right.revision
        expect(result.left.type).toBe('WrongRevision')
        return insist(name, (result.left as { readonly actual: number }).actual)
      }
      const revisions = await Promise.all(Array.from({ length: 10 }, (_, i) => insist(`racer-${i}`, NO_STREAM)))
      expect([...revisions].sort((a, b) => a - b)).toStrictEqual([...revisions.keys()])
    }))
}
