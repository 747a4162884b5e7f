import { contribute, type Cell, type Contribution } from '@deskledger/kernel'
import type { ViewFailure, Views } from '@deskledger/read-store'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Lens } from './lens.ts'
import type { Table } from './tables.ts'

type Cells = Extract<Table, { readonly kind: 'cells' }>

const lensOver =
  (hidden: ReadonlyMap<string, readonly Contribution[]>): Lens =>
  (found) => {
    const contributions = hidden.get(found.key)
    if (contributions === undefined) return found
    let cell: Cell | undefined = found.document as Cell
    for (const contribution of contributions) cell = contribute(cell, contribution, -1)
    return cell === undefined ? undefined : { ...found, document: cell }
  }

/**
 * Numbers less what hidden tickets added to them. Exact, since what a ticket adds is a function of its facts that can be
 * taken back; while such a ticket is being projected, cells and facts may differ by that ticket for a moment.
 */
export const cellsWithout = (
  views: Views,
  { facts, field, contributionsOf }: Cells,
  tickets: Iterable<string>,
): TE.TaskEither<ViewFailure, Lens> => {
  const hidden = new Map<string, Contribution[]>()
  const add = (documents: readonly object[]): void => {
    for (const contribution of documents.flatMap(contributionsOf)) {
      const known = hidden.get(contribution.cell)
      if (known === undefined) hidden.set(contribution.cell, [contribution])
      else known.push(contribution)
    }
  }
  const ofTicket = (ticket: string): TE.TaskEither<ViewFailure, void> =>
    field === null
      ? pipe(
          views.get(facts, ticket),
          TE.map((found) => {
            add(found === undefined ? [] : [found.document])
          }),
        )
      : views.each(facts, { where: [{ path: field, is: ticket }] }, (found) => {
          add(found.map(({ document }) => document))
        })
  return pipe(
    [...tickets],
    TE.traverseSeqArray(ofTicket),
    TE.map(() => lensOver(hidden)),
  )
}
