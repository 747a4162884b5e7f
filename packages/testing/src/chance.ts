/** Chance that is the same on every run: each call gives the next number, from 0 to below 1. */
export type Chance = () => number

/**
 * Numbers that look random and are the same for the same seed: name the seed in what a test expects, and a failure can be
 * seen again. For tests; anybody can guess them.
 * @source  mulberry32, by Tommy Ettinger, in the public domain
 * @example const random = chance(42)
 */
export const chance = (seed: number): Chance => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A whole number from 0 to below `n`. */
export const below = (random: Chance, n: number): number => Math.floor(random() * n)
