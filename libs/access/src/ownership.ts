import type { GroupId, PersonId } from '@deskledger/kernel'
import type { Incident } from '@deskledger/practices/incident'
import type { Identity } from './identity.ts'

/** Whose a ticket is: the state of an incident has it, and so has every row and document of one. */
export interface Ownership {
  readonly caller: PersonId | null
  /** seen by these groups alone; empty: by everybody who works at the desk */
  readonly confidentialTo: readonly GroupId[]
}

/** What a command or a document is about: somebody's ticket, nothing that exists, or what has no owner, as a calendar. */
export type About = Ownership | 'Nothing' | 'Shared'

/** Whose an incident is. */
export const ownershipOf = (incident: Incident): Ownership | 'Nothing' =>
  incident.status === 'Unknown' ? 'Nothing' : { caller: incident.caller, confidentialTo: incident.confidentialTo }

/** Whether a ticket is confidential to none, or to a group of theirs. The caller of a confidential ticket is no exception. */
export const isAmong = ({ groups }: Pick<Identity, 'groups'>, { confidentialTo }: Ownership): boolean =>
  confidentialTo.length === 0 || confidentialTo.some((group) => groups.includes(group))
