import { Readable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import { applyPlan, bundledAgreement, planOf, readFiles } from '@deskledger/applying'
import { bundledLog, mappingNamed } from '@deskledger/importing'
import { START } from '@deskledger/kernel'
import type { InForce } from '@deskledger/practices/agreement'
import type { IncidentRaised } from '@deskledger/practices/incident'
import type { OpenLedger } from '@deskledger/register'
import { inForceIn } from '@deskledger/reports'
import { ledgerOf } from '../applying/ledger-of.ts'
import { applyStop, planStop } from '../applying/stop.ts'
import { elsewhere } from '../place.ts'
import { Stop } from '../stop.ts'
import { take } from '../take.ts'
import type { Opened } from '../with-ledger.ts'
import { importStop } from './import-stop.ts'

/** The agreement that the sample's clocks go by. */
export interface AgreementShown {
  /** events that this run added; 0: it stood there already */
  readonly added: number
  /** null: the tickets were imported without it */
  readonly inForce: InForce | null
}

/** What the mapping of the bundled log says. */
export const mappingOfLog = async () => {
  const mapping = await mappingNamed(bundledLog.mapping)
  if (E.isLeft(mapping)) throw importStop(mapping.left)
  return mapping.right
}

const isOfTheLog = (data: unknown, source: string): boolean =>
  (data as Partial<IncidentRaised> | null)?.imported?.source === source

const isOfTheAgreement = (data: unknown): boolean =>
  (data as { readonly by?: unknown } | null)?.by === bundledAgreement.asking.by

/** The sample must not get among somebody's own tickets. */
export const mustBeFresh = async ({ events, place, kind }: Opened): Promise<void> => {
  const { source } = await mappingOfLog()
  const { events: beginning } = take(await events.readAll({ after: START, limit: 1 })())
  const [first] = beginning
  if (first === undefined || isOfTheLog(first.data, source) || isOfTheAgreement(first.data)) return
  const message = `${place} holds a ledger of its own; the demonstration would mix 10,000 foreign incidents into it. ${elsewhere(kind)}`
  throw new Stop(1, { type: 'NotFresh', message })
}

const hasTickets = async ({ events }: OpenLedger): Promise<boolean> => {
  const { events: raised } = take(await events.readAll({ after: START, limit: 1, types: ['IncidentRaised'] })())
  return raised.length > 0
}

/** Asks what leads to the bundled agreement; answers how many events that added. */
const apply = async ({ ledger }: OpenLedger, signal: AbortSignal): Promise<number> => {
  const { files, asking } = bundledAgreement
  const applying = ledgerOf(ledger)
  const plan = await planOf(applying, await readFiles(files, Readable.from([])), asking)
  if (E.isLeft(plan)) throw planStop(plan.left)
  const done = await applyPlan(applying, plan.right.steps, signal)
  if (E.isLeft(done)) throw applyStop(done.left)
  return done.right.flatMap(({ answers }) => answers.flatMap(({ events }) => events)).length
}

/**
 * Brings the bundled agreement into force before the first ticket. Once there are tickets it is left as it stands, so that
 * what somebody has changed since is not undone.
 */
export const agreed = async (opened: OpenLedger, signal: AbortSignal): Promise<AgreementShown> => {
  const added = (await hasTickets(opened)) ? 0 : await apply(opened, signal)
  take(await opened.ledger.catchUp())
  const all = take(await inForceIn(opened.ledger.views)())
  return { added, inForce: all.find(({ agreementId }) => agreementId === bundledAgreement.agreementId) ?? null }
}
