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
  /** what it belongs to; runs by this name too, with the others of its part */
  readonly part?: string
  readonly what: string
  readonly run: (size: Size) => Promise<readonly Figure[]>
}

export interface Size {
  readonly quick: boolean
  /** how large, 1 being whole: benchmarks on servers, service levels and the API are tried out small */
  readonly scale: number
  /** an empty folder, removed afterwards */
  readonly folder: string
  /** says what a reader of the figures must know: which servers ran, what could not run */
  readonly note: (sentence: string) => void
}

/** What a benchmark came to. */
export interface Report {
  readonly figures: readonly Figure[]
  readonly notes: readonly string[]
}

/** So many, scaled; one at least. */
export const scaled = (count: number, { scale }: Pick<Size, 'scale'>): number => Math.max(1, Math.round(count * scale))

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
