/** One figure of a run, and what it is held against. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** measured in the same run: the leanest loop on the same library and disk that does the irreducible work */
  readonly baseline?: { readonly name: string; readonly value: number }
  /** what must hold: of the ratio to the baseline where there is one and `of` is 'ratio', else of the value */
  readonly demand?: Demand
  /** what is hoped for besides */
  readonly aim?: Demand
}

export interface Demand {
  readonly of: 'value' | 'ratio'
  readonly atLeast?: number
  readonly atMost?: number
}

export const ratioOf = ({ value, baseline }: Figure): number | null =>
  baseline === undefined || baseline.value === 0 ? null : value / baseline.value

/** Whether a figure keeps what is demanded; null: nothing is. */
export const keeps = (figure: Figure, demand: Demand | undefined): boolean | null => {
  if (demand === undefined) return null
  const value = demand.of === 'ratio' ? (ratioOf(figure) ?? NaN) : figure.value
  return value >= (demand.atLeast ?? -Infinity) && value <= (demand.atMost ?? Infinity)
}

/** A benchmark: runs in a process of its own. */
export interface Benchmark {
  readonly name: string
  readonly what: string
  readonly run: (size: Size) => Promise<readonly Figure[]>
}

export interface Size {
  readonly quick: boolean
  /** an empty folder, removed afterwards */
  readonly folder: string
}

/** The value below which 95 % of the measurements lie (nearest rank). */
export const p95 = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(0.95 * sorted.length) - 1)] ?? NaN
}

/** Milliseconds that each of so many runs took, one after the other. */
export const timed = async (runs: number, task: (run: number) => Promise<unknown>): Promise<readonly number[]> => {
  const took: number[] = []
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    await task(run)
    took.push(performance.now() - started)
  }
  return took
}

/** The largest resident memory this process ever had, in MiB. */
export const peakMemory = (): number => process.resourceUsage().maxRSS / 1024
