import * as E from 'fp-ts/lib/Either.js'
import { deniedSight, type Denial, type HiddenReason } from './denials.ts'
import { holds, type Identity } from './identity.ts'
import { isAmong, type About, type Ownership } from './ownership.ts'

/**
 * How far somebody sees. All: programs of the system. Desk: everything but tickets that are confidential to others.
 * Own: tickets whose caller they are, as far as they are told to callers. Nothing: programs that only bring rows.
 */
export type Sight = 'All' | 'Desk' | 'Own' | 'Nothing'

/** How far somebody sees: as far as the widest of their roles. */
export const sightOf = (identity: Pick<Identity, 'roles'>): Sight => {
  if (holds(identity, 'system')) return 'All'
  if (holds(identity, 'agent', 'manager')) return 'Desk'
  return holds(identity, 'requester') ? 'Own' : 'Nothing'
}

const hiding = (identity: Identity, about: Ownership): HiddenReason | undefined => {
  const sight = sightOf(identity)
  if (sight === 'All') return undefined
  if (sight === 'Nothing') return 'NotForRole'
  if (!isAmong(identity, about)) return 'Confidential'
  return sight === 'Own' && about.caller !== identity.subject ? 'OtherPersonsTicket' : undefined
}

const reasonFor = (identity: Identity, about: About): HiddenReason | undefined => {
  if (about === 'Nothing') return 'NoSuchTicket'
  if (about !== 'Shared') return hiding(identity, about)
  const sight = sightOf(identity)
  return sight === 'All' || sight === 'Desk' ? undefined : 'NotForRole'
}

/** Whether somebody may see something: as it belongs now, whatever it was when it was written. */
export const sees = (identity: Identity, about: About): boolean => reasonFor(identity, about) === undefined

const words: Readonly<Record<HiddenReason, string>> = {
  NoSuchTicket: 'There is nothing of this name.',
  OtherPersonsTicket: 'The subject is not the caller of the ticket.',
  Confidential: 'The ticket is confidential to groups that the subject is not in.',
  NamedTicketHidden: 'A ticket that is named is not for the subject.',
  NotForRole: 'The roles of the subject see nothing of this kind.',
}

/**
 * The same, as an answer to a question about one thing: its document, its history, its events, its clocks.
 * @errors  404, the same for what is not there, somebody else's and confidential
 */
export const maySee = (identity: Identity, about: About): E.Either<Denial, void> => {
  const reason = reasonFor(identity, about)
  if (reason === undefined) return E.right(undefined)
  const { subject, tokenId } = identity
  const message = words[reason]
  return E.left(deniedSight({ reason, message, subject, ...(tokenId === undefined ? {} : { tokenId }) }))
}
