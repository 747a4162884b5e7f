import type { Instant } from '@deskledger/kernel'
import { statusAsOf, type ServiceLevelStatus, type StatusAsOf } from '@deskledger/practices/service-level-clock'
import type { ViewFailure, Views } from '@deskledger/read-store'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

type Kept = 'clockId' | 'target' | 'cycle' | 'status' | 'labels' | 'targetSeconds' | 'startedAt'
type KeptToo = 'pausedSince' | 'waitsFor' | 'warned' | 'breachedAt' | 'external'

/** A clock of a ticket as it stands: what it goes by, what is used and left as of an instant, and what was made known. */
export interface ClockStanding extends Pick<ServiceLevelStatus, Kept | KeptToo>, StatusAsOf {
  readonly agreement: ServiceLevelStatus['terms']['agreement']
  readonly calendar: { readonly id: string; readonly version: number; readonly timeZone: string }
  /** null: it goes on */
  readonly stoppedAt: Instant | null
}

/** Clocks of a ticket at most: one for each target. */
const MOST = 10

const standingOf = (clock: ServiceLevelStatus, at: Instant): ClockStanding => {
  const { clockId, target, cycle, status, terms, labels, pausedSince, waitsFor, warned, breachedAt, external } = clock
  const { id, version, definition } = terms.calendar
  const { startedAt, steppedAt, targetSeconds, ending } = clock
  return {
    ...{ clockId, target, cycle, status, agreement: terms.agreement },
    ...{ calendar: { id, version, timeZone: definition.timeZone }, labels, targetSeconds, startedAt },
    stoppedAt: ending === null ? null : steppedAt,
    ...statusAsOf(clock, at),
    ...{ pausedSince, waitsFor, warned, breachedAt, external },
  }
}

/**
 * The clocks of a ticket, by target, each seen from an instant by what is known now; before its last step a clock is as that step
 * left it. None: nothing was promised, or there is no such ticket.
 */
export const clocksOf = (
  views: Views,
  ticket: string,
  at: Instant,
): TE.TaskEither<ViewFailure, readonly ClockStanding[]> =>
  pipe(
    views.find('service-level-status', {
      where: [{ path: 'ticket', is: ticket }],
      sort: [{ path: 'target' }],
      limit: MOST,
    }),
    TE.map(({ found }) => found.map(({ document }) => standingOf(document as ServiceLevelStatus, at))),
  )
