import type { Cell } from '@deskledger/kernel'
import type { ServiceLevelCellLabels, Target } from '@deskledger/practices/service-level-clock'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ViewFailure, Views } from '@deskledger/read-store'

/** What another system says of clocks, beside what came out here. */
export interface ExternalVerdicts {
  /** both say so, of clocks that have a result */
  readonly agreeing: number
  readonly differing: number
  /** `made-met`, `made-breached`, `missed-running` …: theirs, then ours */
  readonly counts: Readonly<Record<string, number>>
}

const agreeing = ['made-met', 'missed-breached']
const differing = ['made-breached', 'missed-met']

const sum = (counts: Readonly<Record<string, number>>, names: readonly string[]): number =>
  names.reduce((all, name) => all + (counts[name] ?? 0), 0)

/** How verdicts of another system compare with ours, over all clocks that have one, or those of one target. */
export const externalVerdicts = (views: Views, target?: Target): TE.TaskEither<ViewFailure, ExternalVerdicts> => {
  const counts: Record<string, number> = {}
  const query = {
    where: [
      { path: 'labels.metric', is: 'external' },
      { path: 'labels.by', is: 'verdicts' },
    ],
    sort: [{ path: 'labels.day' }, { path: 'labels.value' }],
  }
  return pipe(
    views.each('service-level-cells', query, (found) => {
      for (const { document } of found) {
        const { labels, count } = document as Cell & { readonly labels: ServiceLevelCellLabels }
        if (target === undefined || labels.target === target) counts[labels.value] = (counts[labels.value] ?? 0) + count
      }
    }),
    TE.map(() => ({ agreeing: sum(counts, agreeing), differing: sum(counts, differing), counts })),
  )
}
