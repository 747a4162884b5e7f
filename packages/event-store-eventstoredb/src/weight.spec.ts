import fc from 'fast-check'
import { MOST_WEIGHT, weightOf } from './weight.ts'

describe('the weight of an event', () => {
  it('is at least that of the texts in it, however they are nested', () => {
    const texts = fc.array(fc.string(), { maxLength: 20 })
    fc.assert(
      fc.property(texts, texts, (outer, inner) => {
        const length = [...outer, ...inner].reduce((sum, text) => sum + text.length, 0)
        expect(weightOf({ data: { outer, deep: [{ inner }] } })).toBeGreaterThanOrEqual(500 + length)
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
