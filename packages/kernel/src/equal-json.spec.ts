import * as fc from 'fast-check'
import { canonicalJson } from './canonical-json.ts'
import { equalJson } from './equal-json.ts'

describe('equal JSON', () => {
  it('is what has the same canonical text', () => {
    const small = fc.jsonValue({ maxDepth: 2 })
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(equalJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b))
        expect(equalJson(a, JSON.parse(canonicalJson(a)))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
  it.each([
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: undefined }, { b: undefined }, true],
    [{ toString: 1 }, {}, false],
    [{}, { valueOf: 1 }, false],
    [[1], { 0: 1 }, false],
    [[], {}, false],
    [null, {}, false],
    [null, undefined, false],
    [[1, 2], [2, 1], false],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, true],
    [0, -0, true],
    ['1', 1, false],
  ])('%p and %p: %p', (a: unknown, b: unknown, same: boolean) => {
    expect(equalJson(a, b)).toBe(same)
    expect(equalJson(b, a)).toBe(same)
  })
})
