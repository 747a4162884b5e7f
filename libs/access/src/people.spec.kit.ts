import type { GroupId, PersonId, Role } from '@deskledger/kernel'
import type { Identity } from './identity.ts'
import type { Ownership } from './ownership.ts'

export const person = (name: string): PersonId => name as PersonId
export const group = (name: string): GroupId => name as GroupId

/** Somebody with these roles, in the group `network`. */
export const somebody = (name: string, ...roles: readonly Role[]): Identity => ({
  subject: person(name),
  roles,
  groups: [group('network')],
  customer: undefined,
})

/** A ticket of this caller, confidential to these groups. */
export const ticketOf = (caller: string | null, ...confidentialTo: readonly string[]): Ownership => ({
  caller: caller === null ? null : person(caller),
  confidentialTo: confidentialTo.map(group),
})
