import { openCell, type Cell, type OpenCell, type Position } from '@deskledger/kernel'
import type { Amount } from './fold.ts'
import type { WorkingSet } from './working-set.ts'

/** Adds amounts to cells. A cell that stood further than an amount's event holds it already. */
export const addUp = (set: WorkingSet, amounts: readonly Amount[]) => {
  const open = new Map<string, { readonly base: Position; readonly cell: OpenCell; last: Position }>()
  for (const { position, contribution, times } of amounts) {
    let one = open.get(contribution.cell)
    if (one === undefined) {
      const { position: base, document } = set.get(contribution.cell)
      one = { base, cell: openCell(document as Cell | undefined), last: base }
      open.set(contribution.cell, one)
    }
    if (position <= one.base) continue
    one.cell.add(contribution, times)
    one.last = position
  }
  for (const [key, { base, cell, last }] of open)
    if (last > base) set.set(key, { position: last, document: cell.close() })
}
