import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { openAt, openFolder, type OpenLedger, type OpenTrouble } from '@deskledger/register'
import type { Observer } from '@deskledger/runtime'
import { maskedPlace, type apiSettings, type Values } from '@deskledger/settings'

type ApiValues = Values<typeof apiSettings>
type Outcome = E.Either<OpenTrouble | { readonly type: 'NoAnswer'; readonly message: string }, OpenLedger>

export interface Opening {
  readonly values: ApiValues
  /** told of connections lost and found again, and of what rules refused that flows and timers asked */
  readonly warn: (sentence: string) => void
  readonly observer?: Observer | undefined
}

/** Milliseconds in which stores have to answer at the beginning: whoever starts the process anew tries again. */
const PATIENCE = 7000

/** Whether both stores are files: then this process is the one that projects, unless it is told not to. */
export const isOnFiles = ({ events, views }: ApiValues): boolean =>
  [events, views].every((place) => place === undefined || !/^(esdb|mongodb)(\+\w+)?:\/\//.test(place))

/** Whether this process keeps read models up to date itself. */
export const isProjecting = (values: ApiValues): boolean =>
  (values.projects ?? (isOnFiles(values) ? 'yes' : 'no')) === 'yes'

const begun = ({ values, warn, observer }: Opening, onLog: () => void): Promise<Outcome> => {
  const { ledger, events, views, name, closeAfterDays } = values
  const options = {
    create: true,
    closeAfterDays,
    // On servers several share the work by leases, so that asking a read model never projects.
    projects: isProjecting(values) && isOnFiles(values),
    onTrouble: warn,
    onLog,
    observer,
  }
  if (events === undefined || views === undefined) return openFolder(ledger, options)
  return openAt({ events, views, name }, options)
}

/** Which of the two stores is waited for. */
type Waiting = 'events' | 'views'

const named = ({ ledger, events = ledger, views = ledger }: ApiValues, waiting: Waiting): string =>
  waiting === 'events' ? `log ${maskedPlace(events)}` : `read models ${maskedPlace(views)}`

const noAnswer = (values: ApiValues, waiting: Waiting): Outcome =>
  E.left({
    type: 'NoAnswer',
    message: `The ${named(values, waiting)} did not answer within ${PATIENCE / 1000} s. Look whether it is up and can be reached from here, and that no other program holds it; then start again.`,
  })

/** Opens the ledger, or says why not, within 7 seconds. A store that answers later is closed again. */
export const opened = async (opening: Opening): Promise<Outcome> => {
  const done = new AbortController()
  const late = pause(PATIENCE, 'late' as const, { signal: done.signal }).catch(() => 'late' as const)
  let waiting: Waiting = 'events'
  const opens = begun(opening, () => {
    waiting = 'views'
  })
  const first = await Promise.race([opens, late])
  done.abort()
  if (first !== 'late') return first
  void opens.then((outcome) => (E.isRight(outcome) ? outcome.right.close() : undefined))
  return noAnswer(opening.values, waiting)
}
