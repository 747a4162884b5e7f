import type { PersonId } from '@deskledger/kernel'
import { fieldReader, type Condition, type ViewFailure, type Views } from '@deskledger/read-store'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { ownershipOf, type Ownership } from '../ownership.ts'

const ticketIn = fieldReader('incidentId')

/** Whose tickets are, by their number. */
export type Ownerships = ReadonlyMap<string, Ownership>

const those = (
  views: Views,
  where: readonly Condition[],
  wanted: (ownership: Ownership) => boolean,
): TE.TaskEither<ViewFailure, Ownerships> => {
  const found = new Map<string, Ownership>()
  return pipe(
    views.each('incident-details', { where }, (page) => {
      for (const one of page) {
        const [ticket, ownership] = [ticketIn(one.document), ownershipOf(one.document)]
        if (typeof ticket === 'string' && ownership !== 'Nothing' && wanted(ownership)) found.set(ticket, ownership)
      }
    }),
    TE.map(() => found),
  )
}

/**
 * Every confidential ticket, as it stands: the same for everybody, so that it may be kept as long as nothing is appended.
 * No index knows them: every incident is looked at.
 */
export const confidentialTickets = (views: Views): TE.TaskEither<ViewFailure, Ownerships> =>
  those(views, [], ({ confidentialTo }) => confidentialTo.length > 0)

/** Every ticket of this caller, from the index by caller. */
export const ticketsOfCaller = (views: Views, caller: PersonId): TE.TaskEither<ViewFailure, Ownerships> =>
  those(views, [{ path: 'caller', is: caller }], () => true)
