import { metricCatalogue } from '@deskledger/reports'
import { flagOf } from '../asking/field-options.ts'
import type { Options, Run } from '../context.ts'
import { explainNumber } from '../explaining/metric.ts'
import { explainTicket } from '../explaining/ticket.ts'
import { misuse } from '../stop.ts'

const ofTickets = ['target', 'cycle', 'asOf', 'all']
const ofMetrics = ['period', 'from', 'to', 'by', 'value', 'timeZone', 'limit', 'after']

const given = (options: Options, names: readonly string[]): readonly string[] =>
  names.filter((name) => options[name] !== undefined)

const isMetric = (what: string): boolean => metricCatalogue.some(({ name }) => name === what)

/** Which of the two is asked for: metrics are named by letters alone, tickets have a number. */
const isTicket = (what: string, options: Options): boolean =>
  !isMetric(what) && (/\d/.test(what) || given(options, ofTickets).length > 0)

const refuse = (stray: readonly string[], instead: string): void => {
  if (stray.length > 0) throw misuse(`${stray.map(flagOf).join(', ')}: ${instead}`)
}

export const run: Run = async (context, typed) => {
  const {
    args: [what = ''],
    options,
  } = typed
  if (isTicket(what, options)) {
    refuse(
      given(options, ofMetrics),
      `this cannot be said of a ticket. ${what} is explained by --target, --cycle and --as-of.`,
    )
    return explainTicket(context, typed)
  }
  refuse(
    given(options, ofTickets),
    `this is said of a ticket, and ${what} is a metric. Name a ticket, or leave it out.`,
  )
  return explainNumber(context, typed)
}
