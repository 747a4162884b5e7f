/** Numbers that look random and are the same on every run. @source Numerical Recipes, the quick linear congruence */
export const chance = (seed: number) => {
  let state = seed >>> 0
  return {
    below: (n: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * n)
    },
  }
}
