/** Numbers that look random and are the same on every run. @source Numerical Recipes, the quick linear congruence */
export const chance = (seed: number) => {
  let state = seed >>> 0
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  return {
    below,
    oneOf: <A>(values: readonly [A, ...A[]]): A => values[below(values.length)] ?? values[0],
    some: <A>(most: number, make: () => A): readonly A[] => Array.from({ length: below(most + 1) }, make),
  }
}

export type Chance = ReturnType<typeof chance>
