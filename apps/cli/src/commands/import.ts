import { explainPlan, mappingNamed } from '@deskledger/importing'
import * as E from 'fp-ts/lib/Either.js'
import { answer, say } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { importExport } from '../feeding/import-export.ts'
import { importInto, tryImport, type Wanted } from '../feeding/import-into.ts'
import { importStop } from '../feeding/import-stop.ts'
import { wordsForImport } from '../feeding/import-words.ts'
import { progress, type ProgressShown } from '../progress.ts'
import { DONE, misuse } from '../stop.ts'
import { withLedger } from '../with-ledger.ts'
import { folding } from './rebuild.ts'

const mappingOf = async (name: string) => {
  const mapping = await mappingNamed(name)
  if (E.isLeft(mapping)) throw importStop(mapping.left)
  return mapping.right
}

const imported = (context: Context, wanted: Wanted) =>
  withLedger(context, (opened) => importInto(opened, context, wanted), {
    create: true,
    projecting: folding(wanted.shown, 'Building read models'),
  })

const foreign = async (context: Context, wanted: Wanted, dryRun: boolean): Promise<void> => {
  if (dryRun) for (const line of explainPlan(wanted.mapping)) await say(context, line)
  const result = dryRun ? await tryImport(context, wanted) : await imported(context, wanted)
  wanted.shown.end()
  await answer(context, result, () => wordsForImport(context, result, dryRun))
}

const inputOf = ({ io }: Context, file: string) => (file === '-' ? io.stdin : file)

const importing = async (
  context: Context,
  file: string,
  options: { name: string; dryRun: boolean; shown: ProgressShown },
) => {
  const { name, dryRun, shown } = options
  const input = inputOf(context, file)
  if (name === 'ledger') await importExport(context, { input, dryRun, shown })
  else await foreign(context, { input, mapping: await mappingOf(name), shown }, dryRun)
}

export const run: Run = async (context, { args: [file = ''], options }) => {
  const { mapping: name } = options
  if (typeof name !== 'string')
    throw misuse(
      'Say what the columns of the log mean: --mapping servicenow, --mapping ledger for an export of a ledger, or --mapping and a file of your own (see docs/how-to/import-a-log.md).',
    )
  const shown = progress(context)
  try {
    await importing(context, file, { name, dryRun: options['dryRun'] === true, shown })
    return DONE
  } finally {
    shown.end()
  }
}
