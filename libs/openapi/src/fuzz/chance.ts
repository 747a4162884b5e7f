import { below, type Chance } from '@deskledger/testing'

/** One of some values, each as likely as the others. */
export const oneOf = <Value>(random: Chance, values: readonly [Value, ...Value[]]): Value =>
  values[below(random, values.length)] ?? values[0]

/** One of the values of a list; undefined: it has none. */
export const anyOf = <Value>(random: Chance, values: readonly Value[]): Value | undefined =>
  values[below(random, values.length)]

/** True so many times of a hundred. */
export const often = (random: Chance, percent: number): boolean => random() * 100 < percent
