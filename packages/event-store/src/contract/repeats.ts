import * as E from 'fp-ts/lib/Either.js'
import { NO_STREAM } from '../port.ts'
import { event, failure, got, idsOf, many } from './samples.ts'
import type { WithStore } from './opened-store.ts'

/** Appends that come twice. */
export const repeats = (withStore: WithStore): void => {
  it('answers a repeat as at first, and writes nothing', () =>
    withStore(async ({ store }) => {
      const first = await got(store.append('a', NO_STREAM, many(3)))
      expect(await got(store.append('a', NO_STREAM, many(3)))).toStrictEqual({ ...first, repeated: true })
      expect(await got(store.readStream('a'))).toHaveLength(3)
      expect(await got(store.head)).toBe(first.position)
    }))
  it('answers a repeat after the stream and the log moved on', () =>
    withStore(async ({ store }) => {
      await got(store.append('a', NO_STREAM, many(2, 'one')))
      const second = await got(store.append('a', 1, many(2, 'two')))
      await got(store.append('a', 3, many(2, 'three')))
      await got(store.append('b', NO_STREAM, many(2, 'four')))
      expect(await got(store.append('a', 1, many(2, 'two')))).toStrictEqual({ ...second, repeated: true })
      expect(await got(store.readStream('a'))).toHaveLength(6)
    }))
  it('takes the first events of a write for a repeat, and answers for the last of those', () =>
    withStore(async ({ store }) => {
      await got(store.append('a', NO_STREAM, many(3)))
      const stored = await got(store.readStream('a', { from: 1, limit: 1 }))
      expect(await got(store.append('a', NO_STREAM, many(2)))).toStrictEqual({
        revision: 1,
        position: stored[0]?.position,
        recordedAt: stored[0]?.recordedAt,
        repeated: true,
      })
    }))
  it('takes two writes that came as one for a repeat', () =>
    withStore(async ({ store }) => {
      await got(store.append('a', NO_STREAM, many(4).slice(0, 2)))
      const second = await got(store.append('a', 1, many(4).slice(2)))
      expect(await got(store.append('a', NO_STREAM, many(4)))).toStrictEqual({ ...second, repeated: true })
    }))
  it('compares identities, not contents', () =>
    withStore(async ({ store }) => {
      const first = await got(store.append('a', NO_STREAM, [event('x', { said: 1 })]))
      expect(await got(store.append('a', NO_STREAM, [event('x', { said: 2 })]))).toStrictEqual({
        ...first,
        repeated: true,
      })
      expect((await got(store.readStream('a')))[0]?.data).toStrictEqual({ said: 1 })
    }))
  it.each([
    ['one of two ids stands there', [event('event-0'), event('new')]],
    ['the last of two ids stands there', [event('new'), event('event-1')]],
    ['the ids go on past the end', [...many(3), event('new')]],
  ])('refuses when %s', (_, again) =>
    withStore(async ({ store }) => {
      await got(store.append('a', NO_STREAM, many(3)))
      expect(await failure(store.append('a', NO_STREAM, again), 'MixedRepeat')).toMatchObject({
        stream: 'a',
        expected: NO_STREAM,
      })
      expect(await got(store.readStream('a'))).toHaveLength(3)
    }),
  )
  it('looks for identities at their own revisions only', () =>
    withStore(async ({ store }) => {
      await got(store.append('a', NO_STREAM, many(3)))
      await failure(store.append('a', 0, [event('event-0')]), 'WrongRevision')
      await failure(store.append('a', NO_STREAM, [event('event-1'), event('event-2')]), 'WrongRevision')
    }))
  it('writes once what is sent many times at once', () =>
    withStore(async ({ store }) => {
      const results = await Promise.all(Array.from({ length: 20 }, () => store.append('a', NO_STREAM, many(2))()))
      const answers = results.map((result) => (E.isRight(result) ? result.right : result.left))
      expect(answers.filter((answer) => 'repeated' in answer && !answer.repeated)).toHaveLength(1)
      expect(new Set(answers.map((answer) => JSON.stringify({ ...answer, repeated: true }))).size).toBe(1)
      expect(idsOf(await got(store.readStream('a')))).toStrictEqual(idsOf(many(2)))
    }))
  it('settles an append whose answer was late when it is repeated', () =>
    withStore(async ({ store }) => {
      for (let i = 0; i < 5; i++) {
        const late = await store.append('a', i - 1, [event(`late-${i}`)], { timeout: 0 })()
        if (E.isLeft(late)) expect(late.left).toMatchObject({ type: 'TimedOut', message: expect.any(String) as string })
        expect(await got(store.append('a', i - 1, [event(`late-${i}`)]))).toMatchObject({ revision: i })
      }
      expect(await got(store.readStream('a'))).toHaveLength(5)
    }))
}
