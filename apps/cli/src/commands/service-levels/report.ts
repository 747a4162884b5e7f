import {
  complianceByPeriod,
  serviceLevelResults,
  type CompliancePeriodsQuery,
  type ResultsAsked,
} from '@deskledger/reports'
import { shownInstant } from '@deskledger/nouns'
import { answer, say } from '../../answer.ts'
import type { Context, Options, Run } from '../../context.ts'
import { limitOf } from '../../looking/query.ts'
import { complianceWords } from '../../service-levels/compliance-words.ts'
import { DONE, misuse } from '../../stop.ts'
import { take } from '../../take.ts'
import { shownSeconds } from '../../words/numbers.ts'
import { table } from '../../words/table.ts'
import { spanOption } from '../../words/typed.ts'
import { withLedger, type Opened } from '../../with-ledger.ts'

const ofResults = ['value', 'outcome', 'after', 'limit']

type Wanted = CompliancePeriodsQuery & Pick<ResultsAsked, 'outcome' | 'after'>

/** What was chosen among few words, which the catalogue has checked. */
const chosen = (options: Options, names: readonly (keyof Wanted)[]): Partial<Wanted> =>
  Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]))

const figuresWanted = (options: Options): CompliancePeriodsQuery => {
  const stray = ofResults.filter((name) => options[name] !== undefined).map((name) => `--${name}`)
  if (stray.length > 0) throw misuse(`${stray.join(', ')} is said of results. Add --results, or leave it out.`)
  return {
    ...spanOption(options),
    ...chosen(options, ['target', 'by', 'period', 'timeZone']),
  }
}

const resultsWanted = (options: Options): ResultsAsked => {
  const { by, value } = options
  if (options['period'] !== undefined) throw misuse('--period: results have no series. Give --from and --to instead.')
  if ((by === undefined) !== (value === undefined))
    throw misuse('--by and --value go together here: such as --results --by team --value network.')
  return {
    ...spanOption(options),
    ...chosen(options, ['target', 'by', 'outcome', 'after']),
    ...(typeof value === 'string' ? { value: value === 'null' ? '' : value } : {}),
    limit: limitOf(options['limit']),
  }
}

const columns = [
  { head: 'At (UTC)' },
  { head: 'Ticket' },
  { head: 'Target' },
  { head: 'Cycle', align: 'right' as const },
  { head: 'Outcome' },
  { head: 'Over', align: 'right' as const },
  { head: 'Agreement' },
  { head: 'Event ids' },
]

type Results = Awaited<ReturnType<typeof resultsIn>>

const resultsIn = async ({ ledger }: Opened, wanted: ResultsAsked) =>
  take(await serviceLevelResults(ledger.views, wanted)())

const resultWords = (context: Context, { results }: Results): string => {
  if (results.length === 0) return 'No results.'
  const rows = results.map((one) => [
    shownInstant(one.at),
    one.ticket,
    one.target,
    one.cycle,
    one.running ? `${one.outcome}, not stopped yet` : one.outcome,
    one.overrunSeconds === 0 ? null : shownSeconds(one.overrunSeconds),
    `${one.agreement} version ${one.agreementVersion}`,
    one.eventIds.length > 1
      ? `${one.eventIds[0] ?? ''} and ${one.eventIds.length - 1} more`
      : (one.eventIds[0] ?? null),
  ])
  return table(context, columns, rows)
}

const listResults = async (context: Context, opened: Opened, wanted: ResultsAsked): Promise<void> => {
  const page = await resultsIn(opened, wanted)
  await answer(context, page, () => resultWords(context, page))
  if (page.next !== null && !context.json) await say(context, `There are more: add --after '${page.next}'`)
}

const tellFigures = async (context: Context, { ledger }: Opened, wanted: CompliancePeriodsQuery): Promise<void> => {
  const report = take(await complianceByPeriod(ledger.views, wanted)())
  await answer(context, report, () => complianceWords(context, report, wanted.by))
}

export const run: Run = async (context, { options }) => {
  const [figures, results] =
    options['results'] === true ? [undefined, resultsWanted(options)] : [figuresWanted(options), undefined]
  return withLedger(context, async (opened) => {
    take(await opened.ledger.catchUp())
    await (figures === undefined ? listResults(context, opened, results) : tellFigures(context, opened, figures))
    return DONE
  })
}
