import type { IncidentTimeline } from '@deskledger/practices/incident'
import type { OpenLedger } from '@deskledger/register'
import { take } from '../take.ts'

const BEFORE_DIGITS = 'INC0'
const AFTER_DIGITS = 'INC:'

/** The highest number in use: imports keep the numbers of their source, so it may be one that was never given here. */
const highest = async ({ ledger }: OpenLedger): Promise<number> => {
  const page = take(
    await ledger.find('incident-timeline', {
      where: [{ path: 'incidentId', from: BEFORE_DIGITS, before: AFTER_DIGITS }],
      sort: [{ path: 'incidentId', descending: true }],
      limit: 1,
    }),
  )
  const first = page.found[0]?.document as IncidentTimeline | undefined
  return Number(/^INC(\d{1,15})/.exec(first?.incidentId ?? '')?.[1] ?? 0)
}

/** A number nobody else is ever given: `INC0000042`. */
export const nextNumber = async (opened: OpenLedger): Promise<string> => {
  const above = await highest(opened)
  for (;;) {
    const { from } = take(await opened.ledger.reserve('incident', { count: 1, above }))
    const id = `INC${String(from).padStart(7, '0')}`
    const taken = take(await opened.ledger.history(`incident-${id}`, { limit: 1 }))
    if (taken.length === 0) return id
  }
}
