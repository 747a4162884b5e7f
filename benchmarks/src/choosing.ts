import type { Benchmark } from './figure.ts'

type Named = Pick<Benchmark, 'name' | 'part'>

/** What was typed after the name of the program. */
export interface Chosen<A extends Named> {
  readonly benchmarks: readonly A[]
  readonly quick: boolean
  /** everything is written anew; those that were named are put into what is written already; or nothing is written */
  readonly writes: 'all' | 'these' | 'nothing'
}

const OPTIONS = ['--quick', '--update']

const isNamed =
  (name: string) =>
  (one: Named): boolean =>
    one.name === name || one.part === name

const namesOf = (all: readonly Named[]): string =>
  [...new Set(all.flatMap(({ name, part }) => (part === undefined ? [name] : [part, name])))].join(', ')

const mistakeIn = (
  all: readonly Named[],
  options: readonly string[],
  wanted: readonly string[],
): string | undefined => {
  const stray = options.find((one) => !OPTIONS.includes(one))
  if (stray !== undefined)
    return `There is no option ${stray}. Name benchmarks or parts; --quick makes all of them small, --update puts them into the results.`
  const unknown = wanted.find((name) => !all.some(isNamed(name)))
  if (unknown !== undefined) return `There is no benchmark ${unknown}. There are: ${namesOf(all)}.`
  return options.includes('--update') && wanted.length === 0
    ? 'Name what --update is to measure. Without names everything is measured, and all results are written anew.'
    : undefined
}

/**
 * Which benchmarks were asked for, and what becomes of their results.
 * @throws what is wrong with what was typed, as a sentence
 */
export const chosenBy = <A extends Named>(typed: readonly string[], all: readonly A[]): Chosen<A> => {
  const options = typed.filter((one) => one.startsWith('--'))
  const wanted = typed.filter((one) => !one.startsWith('--'))
  const mistake = mistakeIn(all, options, wanted)
  if (mistake !== undefined) throw new Error(mistake)
  const ofNamed = options.includes('--update') ? 'these' : 'nothing'
  return {
    benchmarks: all.filter((one) => wanted.length === 0 || wanted.some((name) => isNamed(name)(one))),
    quick: options.includes('--quick'),
    writes: wanted.length === 0 ? 'all' : ofNamed,
  }
}
