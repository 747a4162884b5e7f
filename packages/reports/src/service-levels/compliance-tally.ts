import { add, emptySketch, merge, type Sketch } from '@deskledger/kernel'
import type { ServiceLevelMeasure, ServiceLevelMetric } from '@deskledger/practices/service-level-clock'
import type { Figure } from '../figures.ts'

/** Figures by key (a period, a team …) and metric. */
export interface ComplianceTally {
  readonly keys: () => readonly string[]
  readonly of: (key: string, metric: ServiceLevelMetric) => Figure
  readonly addCell: (key: string, metric: ServiceLevelMetric, cell: Figure) => void
  readonly addMeasure: (key: string, measure: ServiceLevelMeasure) => void
}

interface Growing {
  count: number
  sum: number
  sketch: Sketch
}

/** An empty tally. Its own business alone: it grows while a report is put together. */
export const newComplianceTally = (): ComplianceTally => {
  const figures = new Map<string, Map<ServiceLevelMetric, Growing>>()
  const at = (key: string, metric: ServiceLevelMetric): Growing => {
    const ofKey = figures.get(key) ?? new Map<ServiceLevelMetric, Growing>()
    figures.set(key, ofKey)
    const figure = ofKey.get(metric) ?? { count: 0, sum: 0, sketch: emptySketch }
    ofKey.set(metric, figure)
    return figure
  }
  return {
    keys: () => [...figures.keys()].sort(),
    of: (key, metric) => figures.get(key)?.get(metric) ?? { count: 0, sum: 0, sketch: emptySketch },
    addCell: (key, metric, cell) => {
      const figure = at(key, metric)
      figure.count += cell.count
      figure.sum += cell.sum
      figure.sketch = merge([figure.sketch, cell.sketch])
    },
    addMeasure: (key, { metric, count, sum, sample }) => {
      const figure = at(key, metric)
      figure.count += count
      figure.sum += sum
      if (sample !== null) figure.sketch = add(figure.sketch, sample, 1)
    },
  }
}
