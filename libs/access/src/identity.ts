import type { GroupId, PersonId, ReferenceId, Role } from '@deskledger/kernel'

/** Who asks: what an access token says of somebody, once it is verified. */
export interface Identity {
  /** the token's subject: the actor (`by`) of every command they ask */
  readonly subject: PersonId
  /** at least one */
  readonly roles: readonly Role[]
  readonly groups: readonly GroupId[]
  /** the organisation or unit that they belong to; undefined: the token does not say */
  readonly customer: ReferenceId | undefined
  /** the token's own identifier (`jti`), for the log */
  readonly tokenId?: string
}

const all: Readonly<Record<Role, null>> = { requester: null, agent: null, manager: null, importer: null, system: null }

const isRole = (text: string): text is Role => Object.hasOwn(all, text)

/** Every role there is: people's first, then those of programs. */
export const ROLES: readonly Role[] = Object.keys(all).filter(isRole)

/** Whether they hold at least one of these roles. */
export const holds = ({ roles }: Pick<Identity, 'roles'>, ...wanted: readonly Role[]): boolean =>
  wanted.some((role) => roles.includes(role))
