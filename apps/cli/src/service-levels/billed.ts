import type { Instant } from '@deskledger/kernel'
import { billedPeriod, type BilledAsked, type BilledPeriod } from '@deskledger/reports'
import type { Options } from '../context.ts'
import { take } from '../take.ts'
import { textOption } from '../words/typed.ts'

/** The period that `--period`, `--of` and `--time-zone` ask for. */
export const billedIn = (options: Options, now: Instant): BilledPeriod => {
  const of = textOption(options, 'of')
  const period = textOption(options, 'period') as BilledAsked['period']
  const timeZone = textOption(options, 'timeZone')
  const asked = {
    ...(of === undefined ? {} : { of }),
    ...(period === undefined ? {} : { period }),
    ...(timeZone === undefined ? {} : { timeZone }),
  }
  return take(billedPeriod(asked, now))
}
