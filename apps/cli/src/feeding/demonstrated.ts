import { bundledLog, type ImportResult } from '@deskledger/importing'
import { instantOf, millisOf, type Instant } from '@deskledger/kernel'
import type { TimelineEntry } from '@deskledger/practices/incident'
import {
  backlogAt,
  explainMetric,
  incidentReport,
  type Backlog,
  type ClockExplanation,
  type IncidentReport,
} from '@deskledger/reports'
import type { OpenLedger } from '@deskledger/register'
import type { Verification } from '@deskledger/runtime'
import { entriesOf } from '../commands/history.ts'
import { verified } from '../commands/verify.ts'
import type { Context } from '../context.ts'
import type { ProgressShown } from '../progress.ts'
import { take } from '../take.ts'
import { nowOf } from '../words/instant.ts'
import type { Opened } from '../with-ledger.ts'
import { agreed, mappingOfLog, type AgreementShown } from './demo-agreement.ts'
import { importInto } from './import-into.ts'
import { lateExplained, serviceLevelsShown, type ServiceLevelsShown } from './service-levels-shown.ts'

/** All that the demonstration came to. */
export interface Demonstrated {
  readonly agreement: AgreementShown
  readonly import: ImportResult
  readonly report: IncidentReport
  readonly serviceLevels: ServiceLevelsShown
  /** the account of a ticket that was late; null: none was */
  readonly late: ClockExplanation | null
  readonly backlog: Backlog
  readonly timeline: { readonly incidentId: string; readonly entries: readonly TimelineEntry[] }
  readonly verification: Verification
}

const DAY = 86_400_000

/** The first of the last month that incidents were reported in. */
const lastMonth = ({ volumeByMonth }: IncidentReport): Instant => {
  const months = Object.keys(volumeByMonth).sort()
  return `${months.at(-1) ?? '2016-03'}-01T00:00:00.000Z` as Instant
}

/** A ticket that has something to tell: the first that was reopened. */
const toldTicket = async ({ ledger }: OpenLedger): Promise<string> => {
  const { parts } = take(await explainMetric(ledger.views, 'reopened', { limit: 1 })())
  return parts[0]?.incidentId ?? 'INC0000045'
}

/** The steps of the demonstration, as they are done. */
export async function* imported(
  context: Context,
  opened: Opened,
  shown: ProgressShown,
): AsyncGenerator<Partial<Demonstrated>> {
  const { ledger } = opened
  yield { agreement: await agreed(opened, context.io.interrupted) }
  yield { import: await importInto(opened, context, { input: bundledLog.path, mapping: await mappingOfLog(), shown }) }
  const report = take(await incidentReport(ledger.views)())
  yield { report }
  yield { serviceLevels: await serviceLevelsShown(opened) }
  yield { late: await lateExplained(opened, nowOf(context.io)) }
  const middle = instantOf(millisOf(lastMonth(report)) - 31 * DAY + 14 * DAY)
  yield { backlog: take(await backlogAt(ledger.views, middle)()) }
  const incidentId = await toldTicket(opened)
  yield { timeline: { incidentId, entries: await entriesOf(opened, incidentId) } }
  yield { verification: await verified(opened) }
}
