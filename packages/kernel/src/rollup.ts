import type { Contribution } from './projection.ts'
import { addTo, isEmpty, type Sketch } from './sketch.ts'

/** What a rollup holds for one set of labels. Cells of a range merge by adding. */
export interface Cell {
  readonly labels: Readonly<Record<string, string | number>>
  readonly count: number
  readonly sum: number
  readonly sketch: Sketch
}

/** A cell that is being added to. Its sketch is its own: whoever read the cell before does not see it change. */
export interface OpenCell {
  readonly add: (contribution: Contribution, times: 1 | -1) => void
  /** the cell as it is then; `undefined` when nothing is left of it */
  readonly close: () => Cell | undefined
}

/** Opens a cell for many contributions, which are added (`times` 1) or taken back (-1). */
export const openCell = (cell: Cell | undefined): OpenCell => {
  const buckets: Record<string, number> = { ...cell?.sketch.buckets }
  const sketch = { zeros: cell?.sketch.zeros ?? 0, buckets }
  let { labels, count, sum } = cell ?? { labels: {}, count: 0, sum: 0 }
  return {
    add: (contribution, times) => {
      labels = contribution.labels
      count += times * contribution.count
      sum += times * contribution.sum
      if (contribution.sample !== null) addTo(sketch, contribution.sample, times)
    },
    close: () => (count === 0 && sum === 0 && isEmpty(sketch) ? undefined : { labels, count, sum, sketch }),
  }
}

/** A cell after one contribution. */
export const contribute = (cell: Cell | undefined, contribution: Contribution, times: 1 | -1): Cell | undefined => {
  const open = openCell(cell)
  open.add(contribution, times)
  return open.close()
}

const same = (a: Contribution, b: Contribution): boolean =>
  a === b || (a.cell === b.cell && a.count === b.count && a.sum === b.sum && a.sample === b.sample)

/** The members of one list that are not, place by place, the same in another. */
const unlike = (list: readonly Contribution[], other: readonly Contribution[]): Contribution[] =>
  list.filter((one, index) => {
    const twin = other[index]
    return twin === undefined || !same(one, twin)
  })

/**
 * What must be taken back and added to come from the old contributions to the new. Equal ones cancel one by one, so a
 * document may give the same contribution twice.
 */
export const difference = (
  old: readonly Contribution[],
  now: readonly Contribution[],
): readonly (readonly [Contribution, 1 | -1])[] => {
  if (old === now) return []
  const come = unlike(now, old)
  const back: (readonly [Contribution, 1 | -1])[] = []
  for (const was of unlike(old, now)) {
    const twin = come.findIndex((is) => same(was, is))
    if (twin === -1) back.push([was, -1])
    else come.splice(twin, 1)
  }
  return [...back, ...come.map((is) => [is, 1] as const)]
}
