import * as E from 'fp-ts/lib/Either.js'
import { applyPlan, planOf, readFiles, serviceLevelsSchema, type Asking, type FilesRead } from '@deskledger/applying'
import { PersonId } from '@deskledger/kernel'
import { answer } from '../answer.ts'
import { ledgerOf, noLedger } from '../applying/ledger-of.ts'
import { applyStop, planStop } from '../applying/stop.ts'
import { jsonFor, wordsForDone, wordsForPlan } from '../applying/words.ts'
import { byOf } from '../asking/who.ts'
import type { Context, Options, Run } from '../context.ts'
import { write } from '../io.ts'
import { DONE, misuse, Stop } from '../stop.ts'
import { instantOption, nowOf } from '../words/instant.ts'
import { withLedger } from '../with-ledger.ts'

const askingOf = (context: Context, options: Options): Asking => {
  const by = byOf(context, options)
  if (!PersonId.is(by)) throw misuse('--by: a person is one trimmed line of at most 200 characters.')
  return { by, at: instantOption(options, '--at') ?? nowOf(context.io) }
}

/** What to do: which files, as whom and when. */
interface Wanted {
  readonly context: Context
  readonly read: FilesRead
  readonly asking: Asking
}

const planned = async (ledger: Parameters<typeof planOf>[0], { read, asking }: Wanted) => {
  const plan = await planOf(ledger, read, asking)
  if (E.isLeft(plan)) throw planStop(plan.left)
  return plan.right
}

const show = async (ledger: Parameters<typeof planOf>[0], wanted: Wanted): Promise<void> => {
  const plan = await planned(ledger, wanted)
  await answer(wanted.context, jsonFor(plan, null), () => wordsForPlan(wanted.context, plan))
}

const apply = async (ledger: Parameters<typeof planOf>[0], wanted: Wanted): Promise<void> => {
  const { context } = wanted
  const plan = await planned(ledger, wanted)
  const done = await applyPlan(ledger, plan.steps, context.io.interrupted)
  if (E.isLeft(done)) throw applyStop(done.left)
  await answer(context, jsonFor(plan, done.right), () => wordsForDone(context, plan, done.right))
}

const isMissing = (error: unknown): boolean => error instanceof Stop && error.type === 'NoLedger'

/** A ledger that is missing is as an empty one: it is made only for files that have nothing wrong. */
const applying = async (wanted: Wanted, dryRun: boolean): Promise<void> => {
  const { context } = wanted
  try {
    await withLedger(context, ({ ledger }) => (dryRun ? show : apply)(ledgerOf(ledger), wanted))
  } catch (error) {
    if (!isMissing(error)) throw error
    if (dryRun) await show(noLedger, wanted)
    else {
      await planned(noLedger, wanted)
      await withLedger(context, ({ ledger }) => apply(ledgerOf(ledger), wanted), { create: true })
    }
  }
}

export const run: Run = async (context, { args, options }) => {
  if (options['schema'] === true) {
    await write(context.io.stdout, `${JSON.stringify(serviceLevelsSchema(), null, 2)}\n`)
    return DONE
  }
  const files = args.filter((file) => file !== undefined)
  if (files.length === 0)
    throw misuse(
      'Say which files: deskledger apply FILE…, or "-" for standard input. docs/how-to/write-service-levels.md says how to write them.',
    )
  const asking = askingOf(context, options)
  const read = await readFiles(files, context.io.stdin)
  await applying({ context, read, asking }, options['dryRun'] === true)
  return DONE
}
