import type { Report } from './figure.ts'
import type { Machine } from './machine.ts'

/** What a benchmark came to, and when and where. */
export interface Measured extends Report {
  readonly name: string
  readonly what: string
  readonly machine: Machine
  /** null: nobody noted how long it took */
  readonly seconds: number | null
}

export interface Results {
  readonly quick: boolean
  readonly figures: readonly Measured[]
}

type Kept = Omit<Measured, 'machine' | 'seconds' | 'notes'> & Partial<Measured>

/** As it stands in the file; at first one machine stood above all of them. */
interface Stored {
  readonly machine?: Machine
  readonly quick?: boolean
  readonly figures: readonly Kept[]
}

const isStored = (value: unknown): value is Stored =>
  typeof value === 'object' && value !== null && 'figures' in value && Array.isArray(value.figures)

const measuredIn =
  (whole: Machine | undefined) =>
  ({ name, what, figures, notes = [], seconds = null, machine = whole }: Kept): Measured => {
    if (machine === undefined) throw new Error(`The results of ${name} do not say where they were measured.`)
    return { name, what, machine, seconds, figures, notes }
  }

/**
 * Results as they were written, also where one run had measured all of them.
 * @throws that these are no results
 */
export const resultsIn = (text: string): Results => {
  const stored: unknown = JSON.parse(text)
  if (!isStored(stored)) throw new Error('These are no results of benchmarks: they have no list of figures.')
  return { quick: stored.quick ?? false, figures: stored.figures.map(measuredIn(stored.machine)) }
}

/** What was measured now in the place of what was measured before; the others stay, and all stand in the order of `names`. */
export const merged = (before: Results, now: Results, names: readonly string[]): Results => {
  const byName = new Map([...before.figures, ...now.figures].map((one) => [one.name, one]))
  return { ...now, figures: names.flatMap((name) => byName.get(name) ?? []) }
}
