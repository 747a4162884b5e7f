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
  a === b || (a.cell === b.cell && a.count === b.count && a.sum === b.sum && a.sample === b.sample)

/**
 * What must be taken back and added to come from the old contributions to the new. Equal ones cancel one by one, so a
 * document may give the same contribution twice.
 */
export const difference = (
  old: readonly Contribution[],
  now: readonly Contribution[],
): readonly (readonly [Contribution, 1 | -1])[] => {
  if (old === now) return []
  const come: (Contribution | undefined)[] = []
  const gone: Contribution[] = []
  for (let index = 0; index < Math.max(old.length, now.length); index++) {
    const [was, is] = [old[index], now[index]]
    if (was !== undefined && is !== undefined && same(was, is)) continue
    if (was !== undefined) gone.push(was)
    if (is !== undefined) come.push(is)
  }
  const back: (readonly [Contribution, 1 | -1])[] = []
  for (const was of gone) {
    const twin = come.findIndex((is) => is !== undefined && same(was, is))
    if (twin === -1) back.push([was, -1])
    else come[twin] = undefined
  }
  return [...back, ...come.flatMap((is) => (is === undefined ? [] : [[is, 1] as const]))]
}
