import * as fc from 'fast-check'
import { instantOf, type Instant } from '@deskledger/kernel'
import { nodeOf, OPEN_ENDED, pathTo } from './interval-tree.ts'

const instants = fc
  .oneof(
    fc.integer({ min: 1_456_000_000_000, max: 1_456_000_009_000 }),
    fc.integer({ min: -86_400_000, max: 86_400_000 }),
    fc.integer({ min: 0, max: 4_000_000_000_000 }),
  )
  .map(instantOf)

/** What a list asks of each row. */
const isFound = (from: Instant, to: Instant, at: Instant): boolean => {
  const node = nodeOf(from, to)
  const { left, right, own } = pathTo(at)
  if (left.includes(node)) return to > at
  if (right.includes(node)) return from <= at
  return node === own && from <= at && to > at
}

describe('the interval tree', () => {
  it('finds exactly the intervals that contain a moment, each on its path', () => {
    fc.assert(
      fc.property(instants, instants, instants, (a, b, at) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        fc.pre(from < to)
        expect(isFound(from, to, at)).toBe(from <= at && at < to)
      }),
      { numRuns: 3000 },
    )
  })
  it('asks few nodes', () => {
    const { left, right } = pathTo(instantOf(1_456_704_000_000))
    expect(left.length + right.length).toBeLessThanOrEqual(35)
  })
  it('has one place for what has not ended', () => {
    expect(nodeOf(instantOf(0), null)).toBe(OPEN_ENDED)
  })
})
