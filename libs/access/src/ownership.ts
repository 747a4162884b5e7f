import { GroupId, PersonId } from '@deskledger/kernel'
import * as t from 'io-ts'
import type { Identity } from './identity.ts'

const Owned = t.type({ caller: t.union([PersonId, t.null]), confidentialTo: t.readonlyArray(GroupId) })

/** Whose a ticket is: the state of an incident has it, and so has every row and document of one. */
export interface Ownership {
  readonly caller: PersonId | null
  /** seen by these groups alone; empty: by everybody who works at the desk */
  readonly confidentialTo: readonly GroupId[]
}

/** What a command or a document is about: somebody's ticket, nothing that exists, or what has no owner, as a calendar. */
export type About = Ownership | 'Nothing' | 'Shared'

/** Whose an incident is, by its state, its details or a row of it; what says no owner is nothing that anybody may reach. */
export const ownershipOf = (incident: unknown): Ownership | 'Nothing' =>
  Owned.is(incident) ? { caller: incident.caller, confidentialTo: incident.confidentialTo } : 'Nothing'

/** Whether a ticket is confidential to none, or to a group of theirs. The caller of a confidential ticket is no exception. */
export const isAmong = ({ groups }: Pick<Identity, 'groups'>, { confidentialTo }: Ownership): boolean =>
  confidentialTo.length === 0 || confidentialTo.some((group) => groups.includes(group))
