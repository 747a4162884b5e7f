import type { Instant } from '@deskledger/kernel'
import { asRequester, grantingRoles, type Permissions } from './granting.ts'
import type { Identity } from './identity.ts'

/** A command as JSON, before it is decoded. */
export type Body = Readonly<Record<string, unknown>>

/** Who sends a command, and when it came. */
export interface Signing {
  readonly identity: Identity
  readonly permissions: Permissions
  readonly now: Instant
}

const raisedBy = ({ subject, customer }: Identity, body: Body): Body => ({
  caller: body['caller'] ?? subject,
  ...(customer === undefined ? {} : { customer: body['customer'] ?? customer }),
})

const requested = ({ identity, now }: Signing, body: Body): Body => {
  const { type } = body
  if (type === 'RaiseIncident') return { at: now, ...raisedBy(identity, body) }
  return type === 'ReopenIncident' ? { at: now, bySelfService: true } : { at: now }
}

/**
 * A command as it is asked: the actor is the token's subject, whatever the body says, and `at` is now where it says
 * nothing. What a requester asks happens now; they are the caller of what they raise, for the customer in their token.
 */
export const signed = (body: Body, signing: Signing): Body => {
  const { identity, permissions, now } = signing
  const granting = grantingRoles(permissions, String(body['type']), identity) ?? []
  const own = granting.length > 0 && asRequester(granting) ? requested(signing, body) : {}
  return { ...body, at: body['at'] ?? now, ...own, by: identity.subject }
}
