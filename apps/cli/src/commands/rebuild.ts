import type { Rebuilt } from '@deskledger/runtime'
import { answer } from '../answer.ts'
import type { Context, Run, Typed } from '../context.ts'
import { DONE } from '../stop.ts'
import { progress, type ProgressShown } from '../progress.ts'
import { take } from '../take.ts'
import { counted, shownNumber } from '../words/numbers.ts'
import { withLedger } from '../with-ledger.ts'

const documentsOf = (tables: Rebuilt['tables']): number => tables.reduce((sum, { documents }) => sum + documents, 0)

const words = (rebuilt: readonly Rebuilt[]): string =>
  rebuilt
    .map(
      ({ readModel, from, to, tables, compared, events, seconds }) =>
        `${readModel}: ${from} -> ${to}, ${counted(documentsOf(tables), 'document')} from ${counted(events, 'event')} in ${shownNumber(seconds)} s; ` +
        (compared
          ? 'the same as the build before, byte for byte.'
          : 'it replaces a build that said something else, or was of another version.'),
    )
    .join('\n')

/** Counts events as they are folded. */
export const folding = (shown: ProgressShown, what: string) => {
  let events = 0
  return {
    onBatch: (batch: { readonly events: number }) => {
      events += batch.events
      shown.step({ what, done: events, total: null, unit: 'events' })
    },
  }
}

const rebuild = async (context: Context, { args: [readModel], options }: Typed): Promise<readonly Rebuilt[]> => {
  const shown = progress(context)
  try {
    return await withLedger(
      context,
      async ({ ledger }) =>
        take(
          await ledger.rebuild(readModel === undefined ? undefined : [readModel], {
            replace: options['replace'] === true,
          }),
        ),
      { projecting: folding(shown, 'Folding') },
    )
  } finally {
    shown.end()
  }
}

export const run: Run = async (context, typed) => {
  const rebuilt = await rebuild(context, typed)
  await answer(context, { rebuilt }, () => words(rebuilt))
  return DONE
}
