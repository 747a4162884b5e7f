import { poisoned } from './poisoned.ts'

describe('poisoned', () => {
  it.each([
    ['Date', () => Date.now()],
    ['Date', () => new Date()],
    ['random', () => Math.random()],
    ['setTimeout', () => setTimeout(() => undefined, 0)],
    ['performance', () => performance.now()],
  ])('catches %s', (name, run) => {
    expect(() => poisoned<unknown>(run)).toThrow(`a pure room used ${name}`)
  })
  it('puts everything back, also after a throw', () => {
    const before = [Date, Math.random, setTimeout]
    expect(() =>
      poisoned(() => {
        throw new Error('ours')
      }),
    ).toThrow('ours')
    expect([Date, Math.random, setTimeout]).toStrictEqual(before)
  })
  it('gives the result of what it ran', () => {
    expect(poisoned(() => 7)).toBe(7)
  })
})
