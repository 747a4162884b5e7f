import * as fc from 'fast-check'
import { add, emptySketch, isEmpty, median, merge, quantile, RELATIVE_ERROR, type Sketch } from './sketch.ts'

const value = fc.oneof(fc.integer({ min: 0, max: 1e8 }), fc.double({ min: 0, max: 1e8, noNaN: true }), fc.constant(0))
const values = fc.array(value, { minLength: 1, maxLength: 200 })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const of = (all: readonly number[]): Sketch => all.reduce((sketch, one) => add(sketch, one, 1), emptySketch)
const sorted = (all: readonly number[]) => [...all].sort((a, b) => a - b)
const near = (found: number | null, exact: number) => {
  expect(found).not.toBeNull()
  expect(Math.abs((found ?? NaN) - exact)).toBeLessThanOrEqual(exact * RELATIVE_ERROR * (1 + 1e-9))
}

describe('a quantile sketch', () => {
  it('gives every quantile within 1 % of the nearest rank', () => {
    fc.assert(
      fc.property(values, share, (all, q) => {
        const rank = Math.min(all.length, Math.max(1, Math.ceil(q * all.length)))
        near(quantile(of(all), q), sorted(all)[rank - 1] ?? NaN)
      }),
      { numRuns: 500 },
    )
  })
  it('gives the mean of the middle two as median, within 1 %', () => {
    fc.assert(
      fc.property(values, (all) => {
        const order = sorted(all)
        const half = order.length / 2
        near(median(of(all)), ((order[Math.ceil(half) - 1] ?? NaN) + (order[Math.floor(half)] ?? NaN)) / 2)
      }),
    )
  })
  it('forgets what is taken back, as if it had never been added', () => {
    fc.assert(
      fc.property(values, values, (kept, gone) => {
        const sketch = gone.reduce((rest, one) => add(rest, one, -1), of([...gone, ...kept]))
        expect(sketch).toEqual(of(kept))
        expect(isEmpty(gone.reduce((rest, one) => add(rest, one, -1), of(gone)))).toBe(true)
      }),
    )
  })
  it('merges to what adding all would give', () => {
    fc.assert(
      fc.property(fc.array(values, { maxLength: 4 }), (lists) => {
        expect(merge(lists.map(of))).toEqual(of(lists.flat()))
      }),
    )
  })
  it('gives zero for zeros, and nothing for nothing', () => {
    expect(quantile(of([0, 0, 5]), 0.5)).toBe(0)
    expect(median(of([0, 0]))).toBe(0)
    expect(quantile(emptySketch, 0.5)).toBeNull()
    expect(median(emptySketch)).toBeNull()
    expect(isEmpty(emptySketch)).toBe(true)
  })
})
