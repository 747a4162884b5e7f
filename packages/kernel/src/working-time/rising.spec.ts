import * as fc from 'fast-check'
import { lastIn, risingFrom } from './rising.ts'
import { lastUpTo } from './spans.ts'

const numbers = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }))
const risingLists = fc
  .uniqueArray(numbers, { maxLength: 60 })
  .map((list) => Float64Array.from(list.toSorted((a, b) => a - b)))

describe('a rising list in steps', () => {
  it('says of any value what halving says, however unevenly its numbers lie', () => {
    fc.assert(
      fc.property(risingLists, fc.array(numbers), (list, others) => {
        const rising = risingFrom(list)
        for (const value of [...list, ...list.map((one) => one - 1), ...list.map((one) => one + 1), ...others])
          expect(lastIn(rising, value)).toBe(lastUpTo(list, value))
      }),
      { numRuns: 500 },
    )
  })
})
