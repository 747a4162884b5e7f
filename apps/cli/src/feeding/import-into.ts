import * as E from 'fp-ts/lib/Either.js'
import { importLog, type ImportResult, type Mapping, type Progress } from '@deskledger/importing'
import type { OpenLedger } from '@deskledger/register'
import type { Context } from '../context.ts'
import type { ProgressShown } from '../progress.ts'
import { take } from '../take.ts'
import { importStop } from './import-stop.ts'
import { ledgerSink } from './ledger-sink.ts'

const MEBIBYTE = 1_048_576

const showing =
  (shown: ProgressShown) =>
  ({ phase, rows, totalRows, bytes, totalBytes }: Progress): void => {
    if (phase === 'storing') shown.step({ what: 'Storing', done: rows, total: totalRows, unit: 'rows' })
    else if (totalBytes === null) shown.step({ what: 'Reading', done: rows, total: null, unit: 'rows' })
    else
      shown.step({
        what: 'Reading',
        done: Math.round((10 * bytes) / MEBIBYTE) / 10,
        total: Math.round((10 * totalBytes) / MEBIBYTE) / 10,
        unit: 'MiB',
      })
  }

/** What to import. */
export interface Wanted {
  readonly input: string | AsyncIterable<Buffer | string>
  readonly mapping: Mapping
  readonly shown: ProgressShown
}

/** Imports a foreign log into an open ledger and brings the read models to its end. */
export const importInto = async (
  { ledger }: OpenLedger,
  { io }: Context,
  { input, mapping, shown }: Wanted,
): Promise<ImportResult> => {
  const began = performance.now()
  const result = await importLog({
    input,
    mapping,
    ask: ledgerSink(ledger),
    signal: io.interrupted,
    onProgress: showing(shown),
  })
  if (E.isLeft(result)) throw importStop(result.left)
  take(await ledger.catchUp())
  return { ...result.right, seconds: Math.round(performance.now() - began) / 1000 }
}

/** Reads and checks a log as an import would, and writes nothing. */
export const tryImport = async ({ io }: Context, { input, mapping, shown }: Wanted): Promise<ImportResult> => {
  const ask = () => () => Promise.resolve(E.left({ type: 'DryRun', message: 'A dry run writes nothing.' }))
  const options = { input, mapping, ask, dryRun: true, signal: io.interrupted, onProgress: showing(shown) }
  const result = await importLog(options)
  if (E.isLeft(result)) throw importStop(result.left)
  return result.right
}
