import { below, chance } from './chance.ts'

const SEEDS = [0, 1, 2 ** 31, 2 ** 32 - 1]
const MANY = 20_000

const numbers = (seed: number): readonly number[] => {
  const random = chance(seed)
  return Array.from({ length: MANY }, random)
}

describe('chance', () => {
  it('is the same for the same seed, and another for another', () => {
    const texts = SEEDS.map((seed) => numbers(seed).join())
    expect(SEEDS.map((seed) => numbers(seed).join())).toStrictEqual(texts)
    expect(new Set(texts).size).toBe(SEEDS.length)
  })
  it.each(SEEDS)('goes evenly from 0 to below 1 (seed %d)', (seed) => {
    const random = numbers(seed)
    expect(random.filter((number) => number < 0 || number >= 1)).toStrictEqual([])
    // Six deviations of a binomial with a share of a tenth: chance alone goes past them once in a hundred million runs.
    const most = 6 * Math.sqrt(MANY * 0.1 * 0.9)
    for (let tenth = 0; tenth < 10; tenth++) {
      const there = random.filter((number) => Math.floor(number * 10) === tenth).length
      expect(Math.abs(there - MANY / 10)).toBeLessThan(most)
    }
  })
})

describe('below', () => {
  it('comes to each whole number from 0 to below the one given, and to no other', () => {
    const random = chance(7)
    expect([...new Set(Array.from({ length: 500 }, () => below(random, 5)))].sort()).toStrictEqual([0, 1, 2, 3, 4])
  })
})
