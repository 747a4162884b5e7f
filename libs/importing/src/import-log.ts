import type { Count } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { checkLog, type Checked } from './check-log.ts'
import { rowCommandId } from './command-ids.ts'
import { wouldStore } from './dry-run.ts'
import { feed, portions } from './feeding.ts'
import { openInput } from './input.ts'
import type { Mapping } from './mapping.ts'
import { teller, type Progress, type Teller } from './progress.ts'
import type { Ask, Sink } from './sink.ts'
import { openStaging, type Staging } from './staging.ts'
import { openTally, type ImportResult, type Tally } from './tally.ts'
import { Halt, halt, troubleOf, type ImportTrouble } from './trouble.ts'

/** What to import, how to read it, and where to. */
export interface ImportOptions {
  /** a path, `-` for standard input, or a stream of bytes */
  readonly input: string | AsyncIterable<Buffer | string>
  readonly mapping: Mapping
  readonly ask: Sink
  /** checks and decides every row as an empty ledger would; `ask` is never called */
  readonly dryRun?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

function* asksOf(staging: Staging, { reader }: Checked, source: string): Generator<Ask> {
  let key = ''
  let row = 0
  for (const staged of staging.byKey()) {
    row = staged.key === key ? row + 1 : 1
    key = staged.key
    const mapped = reader.map(staged.cells, staged.line)
    if (!mapped)
      throw halt('RowsUnaccounted', `Line ${staged.line} could not be read twice. This is a defect: report it.`)
    yield { command: { ...mapped, row: row as Count }, commandId: rowCommandId(source, key, row) }
  }
}

interface Run {
  readonly options: ImportOptions
  readonly staging: Staging
  readonly tally: Tally
  readonly telling: Teller
}

const run = async ({ options, staging, tally, telling }: Run): Promise<ImportResult> => {
  const began = performance.now()
  const { mapping, signal, dryRun = false } = options
  const checked = await checkLog(telling, { mapping, staging, signal })
  const ask = dryRun ? wouldStore() : options.ask
  const fed = () => {
    telling.storing(tally.rows(), checked.rows)
  }
  await feed(portions(asksOf(staging, checked, mapping.source)), { ask, tally, signal, fed })
  if (signal?.aborted === true) throw halt('Stopped', 'The import was stopped.')
  if (tally.rows() !== checked.rows)
    throw halt(
      'RowsUnaccounted',
      `${checked.rows} rows were read, ${tally.rows()} are accounted for. This is a defect: report it.`,
    )
  const seconds = Math.round(performance.now() - began) / 1000
  return { rows: checked.rows, incidents: staging.keys(), ...tally.counts(), seconds }
}

const unfinished = new Set<ImportTrouble['type']>(['NotStored', 'Stopped', 'OtherLog', 'RowsUnaccounted'])

/** An ended import in words: how much is safe, and how to go on. */
const ended = (trouble: ImportTrouble, rowsStored: number): ImportTrouble => {
  if (!unfinished.has(trouble.type)) return trouble
  const safe = rowsStored === 0 ? 'Nothing was stored.' : `${rowsStored} rows are safely stored.`
  const next = trouble.type === 'NotStored' || trouble.type === 'Stopped'
  const message = `${trouble.message} ${safe}${next ? ' Run the same command again: what is stored is skipped.' : ''}`
  return { ...trouble, message, rowsStored }
}

const asTrouble = (error: unknown, signal: AbortSignal | undefined): ImportTrouble => {
  if (signal?.aborted === true) return troubleOf('Stopped', 'The import was stopped.')
  if (error instanceof Halt) return error.trouble
  throw error
}

/**
 * Imports a foreign ticket log through its mapping. First every row is read and checked, then they are stored: one
 * command a row, its id made of source, key and the number of the row within its key, so that a second import of the
 * same log adds nothing and a longer version of it adds its new rows.
 * @errors  see `ImportTrouble`; a log with any mistake changes nothing
 */
export const importLog = async (options: ImportOptions): Promise<E.Either<ImportTrouble, ImportResult>> => {
  const tally = openTally()
  const staging = openStaging()
  try {
    const telling = teller(await openInput(options.input), options.onProgress)
    return E.right(await run({ options, staging, tally, telling }))
  } catch (error) {
    return E.left(ended(asTrouble(error, options.signal), options.dryRun === true ? 0 : tally.rows()))
  } finally {
    staging.close()
  }
}
