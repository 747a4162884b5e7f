import fc from 'fast-check'
import { MOST_WEIGHT, weightOf } from './weight.ts'

describe('the weight of an event', () => {
  it('is about the length of its JSON, and never far below it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        const weight = weightOf({ data })
        expect(weight).toBeGreaterThanOrEqual(500)
        expect(weight).toBeGreaterThan(500 + JSON.stringify(data).length / 40)
      }),
    )
  })
  it('grows with the texts in it, to the bound of a page and not much further', () => {
    const text = 'x'.repeat(1000)
    expect(weightOf({ data: { list: [text, { text }] } })).toBeGreaterThan(2000)
    const endless = Array.from({ length: 20_000 }, () => text)
    expect(weightOf({ data: endless })).toBeLessThan(MOST_WEIGHT + 10_000)
  })
})
