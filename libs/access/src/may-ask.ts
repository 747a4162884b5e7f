import type { PersonId, Role } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  deniedPermission,
  deniedSight,
  type Denial,
  type HiddenReason,
  type Inside,
  type PermissionReason,
} from './denials.ts'
import { asRequester, grantingRoles, type Permissions } from './granting.ts'
import type { Identity } from './identity.ts'
import { isAmong, type About } from './ownership.ts'
import { mistakeOfRequester } from './requester-words.ts'

/** A command somebody wants to ask, decoded and signed. */
export interface Asking {
  readonly identity: Identity
  /** of the practice whose command it is */
  readonly permissions: Permissions
  readonly command: { readonly type: string; readonly by: PersonId }
}

/** What the ledger knows of the tickets concerned. */
export interface AskFacts {
  /** what the command is asked of; of a service level clock: its ticket */
  readonly about: About
  /** what it names besides, see `ticketsNamed` */
  readonly named: readonly About[]
}

/** They make a ticket where there is none. */
const beginnings: readonly string[] = ['RaiseIncident', 'RecordImportedRow']

type Told = Pick<Inside, 'message' | 'subject' | 'command' | 'tokenId'>

const told = ({ identity, command }: Asking, message: string): Told => ({
  message,
  subject: identity.subject,
  command: command.type,
  ...(identity.tokenId === undefined ? {} : { tokenId: identity.tokenId }),
})

const unpermitted = (asking: Asking, reason: PermissionReason, message: string): E.Either<Denial, never> =>
  E.left(deniedPermission({ reason, ...told(asking, message) }))

const hidden = (asking: Asking, reason: HiddenReason, message: string): E.Either<Denial, never> =>
  E.left(deniedSight({ reason, ...told(asking, message) }))

/** What is known from who asks and what they say; answers the roles that permit it. */
const permitted = (asking: Asking): E.Either<Denial, readonly Role[]> => {
  const { identity, permissions, command } = asking
  const granting = grantingRoles(permissions, command.type, identity)
  if (granting === undefined) return unpermitted(asking, 'UnknownCommand', 'No practice has this command.')
  if (granting.length === 0)
    return unpermitted(asking, 'RoleMayNot', `The roles ${identity.roles.join(', ')} may not ask it.`)
  if (command.by !== identity.subject)
    return unpermitted(asking, 'ActorIsNotSubject', 'The actor of a command must be the subject of the token.')
  const mistake = asRequester(granting) ? mistakeOfRequester(command, identity) : undefined
  return mistake === undefined ? E.right(granting) : unpermitted(asking, mistake.reason, mistake.message)
}

type Hidden = readonly [reason: HiddenReason, message: string]

interface Permitted {
  readonly identity: Identity
  readonly granting: readonly Role[]
}

/** Why something is as if it were not there for somebody whom these roles permit the command. */
const hiding = (about: About, { identity, granting }: Permitted): Hidden | undefined => {
  if (about === 'Shared') return undefined
  if (about === 'Nothing') return ['NoSuchTicket', 'There is no such ticket.']
  if (!isAmong(identity, about))
    return ['Confidential', 'The ticket is confidential to groups that the subject is not in.']
  return asRequester(granting) && about.caller !== identity.subject
    ? ['OtherPersonsTicket', 'The subject is not the caller of the ticket.']
    : undefined
}

const reachable = (asking: Asking, { about, named }: AskFacts, granting: readonly Role[]): E.Either<Denial, void> => {
  if (granting.includes('system')) return E.right(undefined)
  const who = { identity: asking.identity, granting }
  const begins = about === 'Nothing' && beginnings.includes(asking.command.type)
  const own = begins ? undefined : hiding(about, who)
  if (own !== undefined) return hidden(asking, ...own)
  const other = named.map((one) => hiding(one, who)).find((why) => why !== undefined)
  return other === undefined
    ? E.right(undefined)
    : hidden(asking, 'NamedTicketHidden', `Of a ticket that the command names: ${other[1]}`)
}

/**
 * Whether somebody may ask a command: the one place where permissions are enforced, before anything is decided. What
 * depends on the asker alone comes first, so that no answer but 404 depends on a ticket. `system` is for programs and
 * reaches every ticket; people and importers reach confidential ones through their groups alone; whom nothing but
 * `requester` permits the command reaches their own.
 * @errors  403: the roles, or what is said; 404: the ticket, or one that is named, is not there or not for them
 */
export const mayAsk = (asking: Asking, facts: AskFacts): E.Either<Denial, void> =>
  pipe(
    permitted(asking),
    E.flatMap((granting) => reachable(asking, facts, granting)),
  )
