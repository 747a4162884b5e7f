import * as E from 'fp-ts/lib/Either.js'
import { importLedger, type ImportResult } from '@deskledger/importing'
import type { EventStore } from '@deskledger/event-store'
import type { NewEvent } from '@deskledger/kernel'
import { answer } from '../answer.ts'
import { folding } from '../commands/rebuild.ts'
import type { Context } from '../context.ts'
import type { ProgressShown } from '../progress.ts'
import { misuse } from '../stop.ts'
import { take } from '../take.ts'
import { withLedger } from '../with-ledger.ts'
import { importStop } from './import-stop.ts'
import { wordsForCopy } from './import-words.ts'

const bump = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1
}

/** Counts what is appended on its way into the store. */
const counting = (store: EventStore) => {
  const events: Record<string, number> = {}
  const recordedAsImported: Record<string, number> = {}
  const note = ({ type, data }: NewEvent): void => {
    bump(events, type)
    if (type !== 'RecordedAsImported') return
    const { rules } = data as { readonly rules: readonly string[] }
    for (const rule of rules) bump(recordedAsImported, rule)
  }
  const append: EventStore['append'] = (...request) => {
    request[2].forEach(note)
    return store.append(...request)
  }
  return { append, readAll: store.readAll, counts: { events, recordedAsImported } }
}

/** What is copied, and how it is shown. */
interface Wanted {
  readonly input: string | AsyncIterable<Buffer | string>
  readonly dryRun: boolean
  readonly shown: ProgressShown
}

/** Copies what `export` wrote into a fresh ledger. */
export const importExport = async (context: Context, { input, dryRun, shown }: Wanted): Promise<void> => {
  if (dryRun)
    throw misuse(
      '--dry-run: an export is always checked whole before anything is written. Leave --dry-run out, and name a new ledger.',
    )
  const projecting = folding(shown, 'Building read models')
  const result = await withLedger(
    context,
    async ({ ledger, events }): Promise<ImportResult> => {
      const began = performance.now()
      const store = counting(events)
      const copied = await importLedger({
        input,
        store,
        signal: context.io.interrupted,
        onProgress: ({ phase, rows, totalRows }) => {
          shown.step({
            what: phase === 'reading' ? 'Checking' : 'Copying',
            done: rows,
            total: totalRows,
            unit: 'events',
          })
        },
      })
      if (E.isLeft(copied)) throw importStop(copied.left)
      take(await ledger.catchUp())
      const incidents = take(await ledger.views.count('incident-details')())
      const seconds = Math.round(performance.now() - began) / 1000
      const { events: rows, repeatedEvents: repeatedRows } = copied.right
      return { rows, incidents, ...store.counts, repeatedRows, seconds }
    },
    { create: true, projecting },
  )
  shown.end()
  await answer(context, result, () => wordsForCopy(result))
}
