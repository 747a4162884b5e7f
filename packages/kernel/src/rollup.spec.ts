import * as fc from 'fast-check'
import { canonicalJson } from './canonical-json.ts'
import * as kernel from './index.ts'
import { contribute, difference, type Cell } from './rollup.ts'
import type { Contribution } from './projection.ts'

const contribution: fc.Arbitrary<Contribution> = fc.record({
  cell: fc.constant('c'),
  labels: fc.constant({ of: 'c' }),
  count: fc.nat(2),
  sum: fc.integer({ min: -20, max: 20 }),
  sample: fc.option(fc.nat(3)),
})
const contributions = fc.array(contribution, { maxLength: 12 })

type Change = readonly [Contribution, 1 | -1]
const added = (all: readonly Contribution[]): readonly Change[] => all.map((one) => [one, 1])
const after = (changes: readonly Change[], from?: Cell): Cell | undefined =>
  changes.reduce<Cell | undefined>((cell, [one, times]) => contribute(cell, one, times), from)
const text = (cell: Cell | undefined) => canonicalJson(cell ?? null)
const multiset = (all: readonly Contribution[]) => all.map((one) => canonicalJson(one)).sort()

describe('a rollup cell', () => {
  it('is nothing again when all that was added is taken back, in any order', () => {
    fc.assert(
      fc.property(contributions, (all) => {
        const back = [...all].reverse().map((one): Change => [one, -1])
        expect(after([...added(all), ...back])).toBeUndefined()
        expect(after([...back, ...added(all)])).toBeUndefined()
      }),
    )
  })
  it('comes to the same in any order', () => {
    fc.assert(
      fc.property(contributions, (all) => {
        expect(text(after(added([...all].reverse())))).toBe(text(after(added(all))))
      }),
    )
  })
  it('comes from old contributions to new by their difference', () => {
    fc.assert(
      fc.property(contributions, contributions, contributions, (others, old, now) => {
        const before = after(added([...others, ...old]))
        expect(text(after(difference(old, now), before))).toBe(text(after(added([...others, ...now]))))
      }),
    )
  })
  it('adds up the same when it is open for many amounts as one by one', () => {
    fc.assert(
      fc.property(contributions, contributions, (before, all) => {
        const cell = after(added(before))
        const open = kernel.openCell(cell)
        for (const one of all) open.add(one, 1)
        expect(text(open.close())).toBe(text(after(added(all), cell)))
      }),
    )
  })
})

describe('the difference of two lists of contributions', () => {
  it('is empty for the same contributions in any order, each as often', () => {
    fc.assert(
      fc.property(contributions, (all) => {
        expect(difference(all, [...all].reverse())).toEqual([])
      }),
    )
  })
  it('takes back and adds nothing that is in both', () => {
    fc.assert(
      fc.property(contributions, contributions, (old, now) => {
        const changes = difference(old, now)
        const back = changes.flatMap(([one, times]) => (times === -1 ? [one] : []))
        const come = changes.flatMap(([one, times]) => (times === 1 ? [one] : []))
        expect(multiset([...old, ...come])).toEqual(multiset([...now, ...back]))
        expect(multiset(come).filter((one) => multiset(back).includes(one))).toEqual([])
      }),
    )
  })
})
