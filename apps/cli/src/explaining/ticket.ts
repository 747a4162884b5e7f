import type { Target } from '@deskledger/practices/service-level-clock'
import { wordsForClock, type ClockExplanation } from '@deskledger/reports'
import { answer, paintResult } from '../answer.ts'
import type { Context, Options, Run } from '../context.ts'
import { explainedClock, explanationJson, type ClockWanted } from '../service-levels/explained.ts'
import { DONE, misuse } from '../stop.ts'
import { instantOption, nowOf } from '../words/instant.ts'
import { withLedger } from '../with-ledger.ts'

const cycleOf = (value: unknown): number | undefined => {
  if (typeof value !== 'string') return undefined
  const cycle = Number(value)
  if (Number.isInteger(cycle) && cycle >= 1) return cycle
  throw misuse(`--cycle: "${value}" is no cycle. Give a whole number from 1; a ticket that was never reopened has one.`)
}

const wantedIn = (context: Context, ticket: string, options: Options): ClockWanted => ({
  ticket,
  target: typeof options['target'] === 'string' ? (options['target'] as Target) : 'resolve',
  cycle: cycleOf(options['cycle']),
  asOf: instantOption(options, '--as-of'),
  now: nowOf(context.io),
})

const MOST = 30
const ENDS = 5

/** Long runs of working intervals (indented lines), cut down to their ends: the line above says what they come to. */
const cutShort = (lines: readonly string[]): readonly string[] => {
  const runs: { readonly indented: boolean; readonly lines: string[] }[] = []
  for (const line of lines) {
    const indented = line.startsWith('  ')
    const last = runs.at(-1)
    if (last?.indented === indented) last.lines.push(line)
    else runs.push({ indented, lines: [line] })
  }
  return runs.flatMap(({ indented, lines: run }) =>
    indented && run.length > MOST
      ? [...run.slice(0, ENDS), `  … ${run.length - 2 * ENDS} more, shown with --all …`, ...run.slice(-ENDS)]
      : run,
  )
}

const words = (context: Context, account: ClockExplanation, all: boolean): string => {
  const [head = '', ...rest] = wordsForClock(account)
  return [paintResult(context)('bold', head), ...(all ? rest : cutShort(rest))].join('\n')
}

/** Why a ticket was late, or was not: the account of one of its clocks. */
export const explainTicket: Run = async (context, { args: [ticket = ''], options }) => {
  const wanted = wantedIn(context, ticket, options)
  return withLedger(context, async (opened) => {
    const account = await explainedClock(opened, wanted)
    await answer(context, explanationJson(account), () => words(context, account, options['all'] === true))
    return DONE
  })
}
