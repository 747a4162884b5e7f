import type { PersonId, Timers } from '@deskledger/kernel'
import type { CloseIncident, IncidentClosing } from '@deskledger/practices/incident'

const DAY = 86_400_000

/** Days after which a resolved incident closes, where nobody says otherwise. */
export const CLOSE_AFTER_DAYS = 5

/** Who closes what nobody has reopened. */
const closingPerson = 'incident-closing-timer' as PersonId

/**
 * An incident that was resolved and not reopened is closed.
 * @unit  days of 24 hours after the resolution
 */
export const resolvedIncidentClosesItself = ({
  days,
}: {
  readonly days: number
}): Timers<IncidentClosing, CloseIncident> => ({
  name: 'resolved-incident-closes-itself',
  sentence: `An incident that was resolved and not reopened is closed ${days} days later.`,
  table: 'incident-closings',
  after: days * DAY,
  asks: ({ incidentId }, at) => ({ type: 'CloseIncident', incidentId, by: closingPerson, at }),
})
