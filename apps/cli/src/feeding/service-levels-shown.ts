import type { ServiceLevelFact, Target } from '@deskledger/practices/service-level-clock'
import type { OpenLedger } from '@deskledger/register'
import { complianceReport, type ClockExplanation, type ComplianceReport } from '@deskledger/reports'
import { explainedClock } from '../service-levels/explained.ts'
import { take } from '../take.ts'
import { verdictsCompared, type VerdictsCompared } from './verdicts-compared.ts'

/** What the clocks came to. */
export interface ServiceLevelsShown {
  readonly respond: ComplianceReport
  readonly resolve: ComplianceReport
  /** our verdicts beside the log's own; null: there are no clocks */
  readonly verdicts: VerdictsCompared | null
}

const factsOf = async ({ ledger }: OpenLedger, target: Target): Promise<readonly ServiceLevelFact[]> => {
  const facts: ServiceLevelFact[] = []
  take(
    await ledger.views.each('service-level-facts', {}, (found) => {
      const all = found.map(({ document }) => document as ServiceLevelFact)
      facts.push(...all.filter((fact) => fact.target === target))
    })(),
  )
  return facts
}

const compliance = async ({ ledger }: OpenLedger, target: Target): Promise<ComplianceReport> =>
  take(await complianceReport(ledger.views, { by: 'priority', target })())

/** The clocks' own figures by priority, and their verdicts beside those of the log. */
export const serviceLevelsShown = async (opened: OpenLedger): Promise<ServiceLevelsShown> => ({
  respond: await compliance(opened, 'respond'),
  resolve: await compliance(opened, 'resolve'),
  verdicts: verdictsCompared(await factsOf(opened, 'resolve')),
})

const dueAt = ({ cycles: [first] }: ServiceLevelFact): string => first?.dueAt ?? ''

/**
 * Among tickets that ran once and were late, the first that was due of those that were paused meanwhile; where none was, of all.
 */
export const lateTicketOf = (facts: readonly ServiceLevelFact[]): string | undefined => {
  const late = facts
    .filter(({ cycles }) => cycles.length === 1 && cycles[0]?.outcome === 'missed')
    .sort((a, b) => dueAt(a).localeCompare(dueAt(b)) || a.ticket.localeCompare(b.ticket))
  const paused = late.find(({ cycles }) => cycles.some(({ pauses }) => pauses > 0))
  return (paused ?? late[0])?.ticket
}

/** The account of a ticket that was late; null: none was. */
export const lateExplained = async (opened: OpenLedger, now: ClockExplanation['asOf']) => {
  const ticket = lateTicketOf(await factsOf(opened, 'resolve'))
  if (ticket === undefined) return null
  return explainedClock(opened, { ticket, target: 'resolve', cycle: undefined, asOf: undefined, now })
}
