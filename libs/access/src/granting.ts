import type { Role } from '@deskledger/kernel'
import type { Identity } from './identity.ts'

/** Which roles may ask which command of a practice. */
export type Permissions = Readonly<Record<string, readonly Role[]>>

/** Which of somebody's roles permit a command; undefined: there is no such command. */
export const grantingRoles = (
  permissions: Permissions,
  command: string,
  { roles }: Pick<Identity, 'roles'>,
): readonly Role[] | undefined => {
  const permitted = Object.hasOwn(permissions, command) ? permissions[command] : undefined
  return permitted?.filter((role) => roles.includes(role))
}

/** Whether nothing but being a requester permits it: then the limits of requesters hold. */
export const asRequester = (granting: readonly Role[]): boolean => granting.every((role) => role === 'requester')
