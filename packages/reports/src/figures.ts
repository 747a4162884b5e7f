import { add, emptySketch, median, merge, quantile, RELATIVE_ERROR, type Sketch } from '@deskledger/kernel'
import type { Measure, MetricName } from '@deskledger/practices/incident'

/** What came together for one metric. */
export interface Figure {
  readonly count: number
  readonly sum: number
  readonly sketch: Sketch
}

/** Figures by key (a period, a priority …) and metric. */
export interface Tally {
  readonly keys: () => readonly string[]
  readonly of: (key: string, metric: MetricName) => Figure
  readonly addCell: (key: string, metric: MetricName, cell: Figure) => void
  readonly addMeasure: (key: string, measure: Measure) => void
}

interface Growing {
  count: number
  sum: number
  loose: Sketch
  readonly sketches: Sketch[]
}

/** An empty tally. Its own business alone: it grows while a report is put together. */
export const newTally = (): Tally => {
  const figures = new Map<string, Map<MetricName, Growing>>()
  const at = (key: string, metric: MetricName): Growing => {
    const ofKey = figures.get(key) ?? new Map<MetricName, Growing>()
    figures.set(key, ofKey)
    const figure = ofKey.get(metric) ?? { count: 0, sum: 0, loose: emptySketch, sketches: [] }
    ofKey.set(metric, figure)
    return figure
  }
  return {
    keys: () => [...figures.keys()],
    of: (key, metric) => {
      const figure = figures.get(key)?.get(metric)
      if (!figure) return { count: 0, sum: 0, sketch: emptySketch }
      return { count: figure.count, sum: figure.sum, sketch: merge([figure.loose, ...figure.sketches]) }
    },
    addCell: (key, metric, cell) => {
      const figure = at(key, metric)
      figure.count += cell.count
      figure.sum += cell.sum
      figure.sketches.push(cell.sketch)
    },
    addMeasure: (key, { metric, count, sum, sample }) => {
      const figure = at(key, metric)
      figure.count += count
      figure.sum += sum
      if (sample !== null) figure.loose = add(figure.loose, sample, 1)
    },
  }
}

/** Durations of a population; all but the count null where it is empty. Sum and mean are exact, the others within the relative error. */
export interface Durations {
  readonly count: number
  readonly sumSeconds: number | null
  readonly meanSeconds: number | null
  readonly medianSeconds: number | null
  readonly p90Seconds: number | null
  readonly p95Seconds: number | null
  readonly relativeError: number
}

export const durationsOf = ({ count, sum, sketch }: Figure): Durations => ({
  count,
  sumSeconds: count === 0 ? null : sum,
  meanSeconds: count === 0 ? null : sum / count,
  medianSeconds: median(sketch),
  p90Seconds: quantile(sketch, 0.9),
  p95Seconds: quantile(sketch, 0.95),
  relativeError: RELATIVE_ERROR,
})

/** A share of a population; null where it is empty. */
export const shareOf = (count: number, of: number): number | null => (of === 0 ? null : count / of)
