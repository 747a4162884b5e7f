import * as E from 'fp-ts/lib/Either.js'
import type { Position } from '@deskledger/kernel'
import type { RuntimeFailure } from '@deskledger/runtime'
import type { ApiLedger } from '../api-ledger.ts'
import { failedProblem } from '../http/failures.ts'

/** Milliseconds that read models are waited for at most. */
const PATIENCE = 5_000

/** The value; a failure is a problem. */
export const take = <A>(outcome: E.Either<RuntimeFailure, A>): A => {
  if (E.isLeft(outcome)) throw failedProblem(outcome.left)
  return outcome.right
}

/** Where the log ended when read models had taken all of it, and the builds that had. */
interface Taken {
  readonly position: Position
  readonly builds: string
}

const taken = new WeakMap<ApiLedger['ledger'], Map<string, Taken>>()

const takenIn = ({ ledger }: ApiLedger): Map<string, Taken> => {
  const known = taken.get(ledger) ?? new Map<string, Taken>()
  taken.set(ledger, known)
  return known
}

/** Whose tickets are says this one: whatever somebody looks at, it is looked at too. */
const OWNERS = 'incident-details'

/** What readers see now of a read model, and of whose tickets are. */
const buildsOf = async (model: string, { views }: ApiLedger): Promise<string> => {
  const build = take(await views.live(model)())
  return model === OWNERS ? `${build}` : `${build} ${take(await views.live(OWNERS)())}`
}

const caughtUp = async ({ ledger }: ApiLedger, after: Position | undefined): Promise<Position> =>
  take(await ledger.catchUp({ timeout: PATIENCE, ...(after === undefined ? {} : { after }) }))

/** Waits until read models have passed what the asker has seen already. */
export const passed = async (api: ApiLedger, after: Position | undefined): Promise<void> => {
  await caughtUp(api, after)
}

/**
 * The same for one read model. Where nothing came to the log since all of it was taken, and readers see the same builds,
 * nothing is left to wait for: most reads cost no more than to find that out. Timers need no reader where the log is
 * followed.
 */
export const passedBy = async (model: string, api: ApiLedger, after: Position | undefined): Promise<void> => {
  if (!api.isFollowed) return passed(api, after)
  const known = takenIn(api)
  const builds = await buildsOf(model, api)
  const before = known.get(model)
  const isTaken = before?.builds === builds && before.position === take(await api.events.head())
  if (isTaken && (after === undefined || after <= before.position)) return
  const position = await caughtUp(api, after)
  // A build that was put into its place meanwhile may stand before the end.
  if ((await buildsOf(model, api)) === builds) known.set(model, { position, builds })
}
