import * as E from 'fp-ts/lib/Either.js'
import { insist } from './insisting.ts'
import type { RuntimeFailure } from './trouble.ts'

const failing = (type: 'ViewsUnavailable' | 'StoreBusy' | 'NotViews'): E.Either<RuntimeFailure, void> =>
  E.left({ type, message: 'no' })
const wait = { first: 1, most: 4 }
const { signal } = new AbortController()

describe('insisting', () => {
  it('goes on until it ends well, and tells of each failure', async () => {
    const outcomes = [failing('ViewsUnavailable'), failing('StoreBusy'), E.right(undefined)]
    const told: string[] = []
    const ended = await insist(() => Promise.resolve(outcomes.shift() ?? E.right(undefined)), {
      signal,
      wait,
      onTrouble: ({ type }) => told.push(type),
    })
    expect(ended).toEqual(E.right(undefined))
    expect(told).toEqual(['ViewsUnavailable', 'StoreBusy'])
    expect(outcomes).toEqual([])
  })
  it('answers what it came to in the end, also where it was told to end meanwhile', async () => {
    const end = new AbortController()
    const outcomes: E.Either<RuntimeFailure, string>[] = [
      E.left({ type: 'StoreBusy', message: 'no' }),
      E.right('there'),
    ]
    const ended = await insist(
      () => {
        const [outcome = E.right('too late')] = outcomes.splice(0, 1)
        if (E.isRight(outcome)) end.abort()
        return Promise.resolve(outcome)
      },
      { signal: end.signal, wait },
    )
    expect(ended).toEqual(E.right('there'))
  })
  it('gives up what only a person can mend', async () => {
    expect(await insist(() => Promise.resolve(failing('NotViews')), { signal, wait })).toMatchObject({
      left: { type: 'NotViews' },
    })
  })
  it('waits longer each time, up to a bound, and begins anew after progress', async () => {
    const waits: number[] = []
    let calls = 0
    await insist(
      (progressed) => {
        calls += 1
        if (calls === 6) progressed()
        return Promise.resolve(calls === 8 ? E.right(undefined) : failing('ViewsUnavailable'))
      },
      { signal, wait: { first: 4, most: 16 }, onTrouble: (_, ms) => waits.push(ms) },
    )
    const longest = [4, 8, 16, 16, 16, 4, 8]
    expect(waits).toHaveLength(longest.length)
    for (const [index, ms] of waits.entries()) {
      expect(ms).toBeLessThanOrEqual(longest[index] ?? 0)
      expect(ms).toBeGreaterThanOrEqual((longest[index] ?? 0) / 2)
    }
  })
  it('ends while it waits when it is told to', async () => {
    const end = new AbortController()
    const ended = insist(() => Promise.resolve(failing('ViewsUnavailable')), {
      signal: end.signal,
      wait: { first: 3_600_000, most: 3_600_000 },
      onTrouble: () => {
        end.abort()
      },
    })
    expect(await ended).toEqual(E.right(undefined))
  })
})
