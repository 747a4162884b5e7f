import type { Contribution } from './projection.ts'
import { add, emptySketch, isEmpty, type Sketch } from './sketch.ts'

/** What a rollup holds for one set of labels. Cells of a range merge by adding. */
export interface Cell {
  readonly labels: Readonly<Record<string, string | number>>
  readonly count: number
  readonly sum: number
  readonly sketch: Sketch
}

/** A cell after a contribution is added (`times` 1) or taken back (-1); `undefined` when nothing is left of it. */
export const contribute = (cell: Cell | undefined, contribution: Contribution, times: 1 | -1): Cell | undefined => {
  const count = (cell?.count ?? 0) + times * contribution.count
  const sum = (cell?.sum ?? 0) + times * contribution.sum
  const before = cell?.sketch ?? emptySketch
  const sketch = contribution.sample === null ? before : add(before, contribution.sample, times)
  return count === 0 && sum === 0 && isEmpty(sketch) ? undefined : { labels: contribution.labels, count, sum, sketch }
}

const same = (a: Contribution, b: Contribution): boolean =>
  a.cell === b.cell && a.count === b.count && a.sum === b.sum && a.sample === b.sample

/** What must be taken back and added to come from the old contributions to the new. */
export const difference = (
  old: readonly Contribution[],
  now: readonly Contribution[],
): readonly (readonly [Contribution, 1 | -1])[] => {
  const gone = old.filter((a) => !now.some((b) => same(a, b)))
  const come = now.filter((a) => !old.some((b) => same(a, b)))
  return [...gone.map((c) => [c, -1] as const), ...come.map((c) => [c, 1] as const)]
}
