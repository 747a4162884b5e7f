import type { PersonId } from '@deskledger/kernel'

/** What the asker is told. Of each status there is one value: nothing in it depends on what was asked about. */
export type Outside =
  | { readonly status: 401; readonly type: 'Unauthenticated'; readonly message: string; readonly challenge: 'Bearer' }
  | { readonly status: 403; readonly type: 'NotPermitted'; readonly message: string }
  | { readonly status: 404; readonly type: 'NotFound'; readonly message: string }

/** Why a token was not taken. */
export type TokenReason =
  | 'NoToken'
  | 'TokenTooLong'
  | 'NotAToken'
  | 'AlgorithmNotAllowed'
  | 'UnknownKey'
  | 'BadSignature'
  | 'OtherIssuer'
  | 'OtherAudience'
  | 'OtherTokenType'
  | 'Expired'
  | 'NotYetValid'
  | 'ClaimMissing'
  | 'ClaimOfWrongShape'
  | 'NoRole'
  /** the keys of the issuer cannot be had: nothing is known about the token, the next one may be taken */
  | 'CannotBeCheckedNow'

/** Why somebody may not ask a command or see something, known from who they are and what they say alone. */
export type PermissionReason =
  'UnknownCommand' | 'RoleMayNot' | 'ActorIsNotSubject' | 'RequesterMayNotSay' | 'OtherCaller' | 'OtherCustomer'

/** Why something is as if it did not exist. */
export type HiddenReason = 'NoSuchTicket' | 'OtherPersonsTicket' | 'Confidential' | 'NamedTicketHidden' | 'NotForRole'

/** What the log is told, and nobody else. Never holds a token or a part of one. */
export interface Inside {
  readonly reason: TokenReason | PermissionReason | HiddenReason
  /** a sentence for whoever reads the log */
  readonly message: string
  readonly subject?: PersonId
  readonly tokenId?: string
  /** type of the command that was asked */
  readonly command?: string
}

/** A denial: the same to the outside for every reason of its kind, told apart in the log only. */
export interface Denial {
  readonly outside: Outside
  readonly inside: Inside
}

const unauthenticated: Outside = Object.freeze({
  status: 401,
  type: 'Unauthenticated',
  message:
    'The request has no access token that is valid here. Send one as "Authorization: Bearer <token>", fresh from the identity provider.',
  challenge: 'Bearer',
})

const notPermitted: Outside = Object.freeze({
  status: 403,
  type: 'NotPermitted',
  message: 'Your roles do not permit this. Which role may do what is in the table of permissions.',
})

const notFound: Outside = Object.freeze({
  status: 404,
  type: 'NotFound',
  message: 'There is nothing of this name that you may see. Check the number; ask the service desk if it is right.',
})

/** 401: nobody knows who asks. */
export const deniedToken = (inside: Inside & { readonly reason: TokenReason }): Denial => ({
  outside: unauthenticated,
  inside,
})

/** 403: what nobody of these roles may do to any ticket; it never depends on a ticket. */
export const deniedPermission = (inside: Inside & { readonly reason: PermissionReason }): Denial => ({
  outside: notPermitted,
  inside,
})

/** 404: somebody else's, confidential or not there; whoever asks cannot tell which. */
export const deniedSight = (inside: Inside & { readonly reason: HiddenReason }): Denial => ({
  outside: notFound,
  inside,
})
