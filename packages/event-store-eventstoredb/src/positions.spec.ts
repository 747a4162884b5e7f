import fc from 'fast-check'
import { START } from '@deskledger/kernel'
import { isPosition, isUpTo, placeOf, positionOf } from './positions.ts'

const half = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })
const place = fc.record({ commit: half, prepare: half }, { noNullPrototype: true })

describe('a position', () => {
  it('holds both halves of a place, there and back', () => {
    fc.assert(
      fc.property(place, (one) => {
        expect(placeOf(positionOf(one))).toStrictEqual(one)
      }),
    )
  })
  it('sorts as a text where its place stands in the log, the second half last', () => {
    const near = fc.record({ commit: fc.bigInt({ min: 0n, max: 3n }), prepare: fc.bigInt({ min: 0n, max: 300n }) })
    fc.assert(
      fc.property(fc.oneof(place, near), fc.oneof(place, near), (a, b) => {
        expect(positionOf(a) <= positionOf(b)).toBe(isUpTo(a, b))
      }),
    )
  })
  it('of a checkpoint without a second half stands before the event at its first half', () => {
    expect(positionOf({ commit: 7n, prepare: 0n }) < positionOf({ commit: 7n, prepare: 7n })).toBe(true)
  })
  it('is after START', () => {
    expect(positionOf({ commit: 0n, prepare: 0n }) > START).toBe(true)
    expect(isPosition(START)).toBe(true)
    expect(placeOf(START)).toBeUndefined()
  })
  it.each(['0', '0000000000000010', '0000000000000001-1', 'ffffffffffffffff-ffffffffffffffff', 'x'.repeat(33)])(
    'is not %p',
    (text) => {
      expect(placeOf(text)).toBeUndefined()
      expect(isPosition(text)).toBe(false)
    },
  )
})
