import type { Durations, IncidentFigures, IncidentReport } from '@deskledger/reports'
import { paintResult } from '../answer.ts'
import type { Context } from '../context.ts'
import { shownNumber, shownRate, shownSeconds } from '../words/numbers.ts'
import { facts, table } from '../words/table.ts'

const durations = ({ count, meanSeconds, medianSeconds, p90Seconds, p95Seconds }: Durations): string => {
  if (count === 0) return 'none'
  return `mean ${shownSeconds(meanSeconds)}, median ${shownSeconds(medianSeconds)}, p90 ${shownSeconds(p90Seconds)}, p95 ${shownSeconds(p95Seconds)} (of ${shownNumber(count)})`
}

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${shownNumber(count)}`)
    .join(', ') || 'none'

const figures = (report: IncidentReport): readonly (readonly [string, string])[] => {
  const { reopened, reassignments, firstContactResolution, resolutions, slaVerdict } = report
  return [
    ['Incidents', `${shownNumber(report.incidents)}, of ${shownNumber(report.events)} events`],
    ['By month', listed(report.volumeByMonth)],
    ['By priority', listed(report.priority)],
    ['State now', listed(report.finalState)],
    ['Time to respond', durations(report.timeToRespond)],
    ['Time to resolve', durations(report.timeToResolve)],
    ['Time to close', durations(report.timeToClose)],
    ['Resolutions', `${shownNumber(resolutions.count)}, of ${shownNumber(resolutions.incidents)} incidents`],
    [
      'Reopened',
      `${shownNumber(reopened.incidents)} incidents, ${shownNumber(reopened.times)} times (${shownRate(reopened.rate)})`,
    ],
    ['Re-assignments', `${shownNumber(reassignments.count)}, of ${shownNumber(reassignments.incidents)} incidents`],
    [
      'First contact',
      `${shownNumber(firstContactResolution.count)} of ${shownNumber(firstContactResolution.of)} (${shownRate(firstContactResolution.rate)})`,
    ],
    [
      'External verdict',
      slaVerdict === null ? 'none' : `made ${shownNumber(slaVerdict.made)}, missed ${shownNumber(slaVerdict.missed)}`,
    ],
  ]
}

const stays = (context: Context, seconds: Readonly<Record<string, number>>): string => {
  const all = Object.values(seconds).reduce((sum, one) => sum + one, 0)
  const rows = Object.entries(seconds)
    .sort(([, a], [, b]) => b - a)
    .map(([state, one]) => [state, shownSeconds(one), shownRate(all === 0 ? null : one / all)])
  return table(
    context,
    [{ head: 'Time in state' }, { head: 'Sum', align: 'right' }, { head: 'Share', align: 'right' }],
    rows,
  )
}

const seriesRow = (key: string | null, { incidents, resolutions, timeToResolve, reopened }: IncidentFigures) => [
  key,
  shownNumber(incidents),
  shownNumber(resolutions.count),
  shownSeconds(timeToResolve.medianSeconds),
  shownRate(reopened.rate),
]

const series = (context: Context, entries: NonNullable<IncidentReport['series']>): string =>
  table(
    context,
    [
      { head: 'Series' },
      { head: 'Incidents', align: 'right' },
      { head: 'Resolutions', align: 'right' },
      { head: 'Median time to resolve', align: 'right' },
      { head: 'Reopened', align: 'right' },
    ],
    entries.map((entry) => seriesRow(entry.key, entry)),
  )

/** The report on incidents, for eyes. */
export const wordsForReport = (context: Context, report: IncidentReport): string => {
  const paint = paintResult(context)
  return [
    facts(context, figures(report)),
    ...(Object.keys(report.timeInStateSeconds).length > 0 ? ['', stays(context, report.timeInStateSeconds)] : []),
    ...(report.series ? ['', series(context, report.series)] : []),
    '',
    paint(
      'dim',
      'Counts, sums and means are exact; medians and percentiles lie within 1 %. What a number means: deskledger metrics',
    ),
  ].join('\n')
}
