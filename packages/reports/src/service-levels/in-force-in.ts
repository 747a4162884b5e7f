import type { InForce } from '@deskledger/practices/agreement'
import type { ViewFailure, Views } from '@deskledger/read-store'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

/** Every version of an agreement that is, was or will be in force. */
export const inForceIn = (views: Views): TE.TaskEither<ViewFailure, readonly InForce[]> => {
  const all: InForce[] = []
  return pipe(
    views.each('agreements-in-force', {}, (found) => {
      all.push(...found.map(({ document }) => document as InForce))
    }),
    TE.map(() => all),
  )
}
