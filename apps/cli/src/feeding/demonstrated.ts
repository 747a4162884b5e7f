import * as E from 'fp-ts/lib/Either.js'
import { bundledLog, mappingNamed, type ImportResult } from '@deskledger/importing'
import { instantOf, millisOf, START, type Instant } from '@deskledger/kernel'
import type { IncidentRaised, TimelineEntry } from '@deskledger/practices/incident'
import { backlogAt, explainMetric, incidentReport, type Backlog, type IncidentReport } from '@deskledger/reports'
import type { OpenLedger } from '@deskledger/register'
import type { Verification } from '@deskledger/runtime'
import { entriesOf } from '../commands/history.ts'
import { verified } from '../commands/verify.ts'
import type { Context } from '../context.ts'
import type { ProgressShown } from '../progress.ts'
import { Stop } from '../stop.ts'
import { elsewhere } from '../place.ts'
import { take } from '../take.ts'
import type { Opened } from '../with-ledger.ts'
import { importInto } from './import-into.ts'
import { importStop } from './import-stop.ts'

/** All that the demonstration came to. */
export interface Demonstrated {
  readonly import: ImportResult
  readonly report: IncidentReport
  readonly backlog: Backlog
  readonly timeline: { readonly incidentId: string; readonly entries: readonly TimelineEntry[] }
  readonly verification: Verification
}

const mappingOfLog = async () => {
  const mapping = await mappingNamed(bundledLog.mapping)
  if (E.isLeft(mapping)) throw importStop(mapping.left)
  return mapping.right
}

const isOfTheLog = (data: unknown, source: string): boolean =>
  (data as Partial<IncidentRaised> | null)?.imported?.source === source

/** The sample must not get among somebody's own tickets. */
export const mustBeFresh = async ({ events, place, kind }: Opened): Promise<void> => {
  const { source } = await mappingOfLog()
  const { events: first } = take(await events.readAll({ after: START, limit: 1 })())
  if (first.length === 0 || isOfTheLog(first[0]?.data, source)) return
  const message = `${place} holds a ledger of its own; the demonstration would mix 10,000 foreign incidents into it. ${elsewhere(kind)}`
  throw new Stop(1, { type: 'NotFresh', message })
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
  opened: OpenLedger,
  shown: ProgressShown,
): AsyncGenerator<Partial<Demonstrated>> {
  const { ledger } = opened
  yield { import: await importInto(opened, context, { input: bundledLog.path, mapping: await mappingOfLog(), shown }) }
  const report = take(await incidentReport(ledger.views)())
  yield { report }
  const middle = instantOf(millisOf(lastMonth(report)) - 31 * DAY + 14 * DAY)
  yield { backlog: take(await backlogAt(ledger.views, middle)()) }
  const incidentId = await toldTicket(opened)
  yield { timeline: { incidentId, entries: await entriesOf(opened, incidentId) } }
  yield { verification: await verified(opened) }
}
