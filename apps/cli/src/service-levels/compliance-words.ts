import type { ComplianceFigures, CompliancePeriods, Durations, ServiceLevelCut } from '@deskledger/reports'
import { paintResult } from '../answer.ts'
import type { Context } from '../context.ts'
import { shownNumber, shownRate, shownSeconds } from '../words/numbers.ts'
import { facts, table, type Column } from '../words/table.ts'

const durations = ({ count, meanSeconds, medianSeconds, p90Seconds }: Durations): string =>
  count === 0
    ? 'none'
    : `mean ${shownSeconds(meanSeconds)}, median ${shownSeconds(medianSeconds)}, p90 ${shownSeconds(p90Seconds)} (of ${shownNumber(count)})`

const figures = (report: CompliancePeriods): readonly (readonly [string, string])[] => [
  ['Results', shownNumber(report.results)],
  ['Met', `${shownNumber(report.met)} (${shownRate(report.complianceRate)})`],
  ['Breached', `${shownNumber(report.breached)} (${shownRate(report.breachRate)})`],
  ['Not stopped yet', `${shownNumber(report.runningBreaches)} of those breached`],
  ['Time within target', durations(report.timeWithinTarget)],
  ['Time over target', durations(report.overrun)],
]

const rowOf = (keys: readonly (string | null)[], entry: ComplianceFigures) => [
  ...keys,
  shownNumber(entry.results),
  shownNumber(entry.met),
  shownNumber(entry.breached),
  shownRate(entry.complianceRate),
  shownSeconds(entry.overrun.meanSeconds),
]

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const columns = (heads: readonly string[]): readonly Column[] => [
  ...heads.map((head) => ({ head: capital(head) })),
  ...['Results', 'Met', 'Breached', 'Compliance', 'Mean over'].map((head) => ({
    head,
    align: 'right' as const,
  })),
]

const seriesTable = (
  context: Context,
  report: CompliancePeriods,
  by: ServiceLevelCut | undefined,
): readonly string[] => {
  const { series, periods } = report
  if (series !== undefined)
    return [
      '',
      table(
        context,
        columns([by ?? '']),
        series.map((entry) => rowOf([entry.key], entry)),
      ),
    ]
  if (periods === undefined) return []
  if (by === undefined)
    return [
      '',
      table(
        context,
        columns(['period']),
        periods.map((entry) => rowOf([entry.period], entry)),
      ),
    ]
  const rows = periods.flatMap(({ period, series: parts = [] }) => parts.map((part) => rowOf([period, part.key], part)))
  return ['', table(context, columns(['period', by]), rows)]
}

/** The report on compliance, for eyes. */
export const complianceWords = (context: Context, report: CompliancePeriods, by: ServiceLevelCut | undefined): string =>
  [
    facts(context, figures(report)),
    ...seriesTable(context, report, by),
    '',
    paintResult(context)(
      'dim',
      'A target met counts when it was stopped, one breached when it was due. Tickets behind a figure: --results',
    ),
  ].join('\n')
