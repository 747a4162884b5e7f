import { setImmediate as turn } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { clocksUnder, type Agreed, type ClockUnder } from '@deskledger/flows'
import type { Instant } from '@deskledger/kernel'
import { wordsForRefusal } from '@deskledger/practices/service-level-clock'
import type { Condition, Page } from '@deskledger/read-store'
import { cycleOutcomes, type CycleOutcome } from '@deskledger/reports'
import type { RuntimeFailure } from '@deskledger/runtime'
import type { DeskLedger } from '../desk-ledger.ts'
import { newTally, type Differing, type Replayed, type Tally } from './tally.ts'

/** Which tickets, by when they were reported, under what, seen when; rows to keep at most. */
export interface ReplayWanted {
  readonly from?: Instant
  readonly to?: Instant
  readonly agreed: Agreed
  readonly asOf: Instant
  readonly rows: number
  /** tickets at most; left out: as many as there are */
  readonly most?: number
  /** ends it between two tickets */
  readonly signal?: AbortSignal
  readonly onProgress?: (tickets: number, total: number) => void
}

/** Why a replay has no result. */
export type ReplayTrouble =
  | RuntimeFailure
  | { readonly type: 'TooManyTickets'; readonly tickets: number; readonly message: string }
  | { readonly type: 'ReplayStopped'; readonly message: string }

/** Tickets as somebody sees them, and the events of streams. */
export type ReplayLedger = Pick<DeskLedger, 'views' | 'history'>

type Outcome<A> = Promise<E.Either<ReplayTrouble, A>>

interface Replaying extends ReplayLedger {
  readonly asOf: Instant
  readonly under: ReturnType<typeof clocksUnder>
  readonly tally: Tally
  readonly signal: AbortSignal | undefined
}

interface Outcomes {
  readonly recorded: readonly CycleOutcome[]
  readonly other: readonly CycleOutcome[]
}

const addCycles = (
  { ticket, target }: Pick<Differing, 'ticket' | 'target'>,
  { recorded, other }: Outcomes,
  tally: Tally,
) => {
  for (const cycle of new Set([...recorded, ...other].map((one) => one.cycle))) {
    const of = (outcomes: readonly CycleOutcome[]) => outcomes.find((one) => one.cycle === cycle) ?? null
    tally.addCycle({ ticket, target, cycle, recorded: of(recorded), other: of(other) })
  }
}

const addClock = async (ticket: string, clock: ClockUnder, replaying: Replaying): Outcome<void> => {
  const { history, asOf, tally } = replaying
  const { clockId, refused } = clock
  const events = await history(`service-level-clock-${clockId}`)
  if (E.isLeft(events)) return events
  const recorded = cycleOutcomes(events.right, { asOf })
  const other = cycleOutcomes(
    clock.events.map((data) => ({ data })),
    { asOf },
  )
  const [refusal] = refused
  if (recorded.length + other.length > 0 || refusal !== undefined) tally.addClock()
  if (refusal === undefined) addCycles({ ticket, target: clock.target }, { recorded, other }, tally)
  else tally.addReason({ clockId, message: wordsForRefusal(refusal) })
  return E.right(undefined)
}

const byName = (a: ClockUnder, b: ClockUnder): number => (a.clockId < b.clockId ? -1 : 1)

const addTicket = async (ticket: string, replaying: Replaying): Outcome<void> => {
  const { history, under, tally } = replaying
  const events = await history(`incident-${ticket}`)
  if (E.isLeft(events)) return events
  tally.addTicket()
  for (const clock of [...under(events.right)].sort(byName)) {
    const added = await addClock(ticket, clock, replaying)
    if (E.isLeft(added)) return added
  }
  return E.right(undefined)
}

const reportedIn = ({ from, to }: ReplayWanted): readonly Condition[] =>
  from === undefined && to === undefined
    ? []
    : [
        {
          path: 'reportedAt',
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { before: to }),
        },
      ]

const tooMany = (tickets: number, most: number): E.Either<ReplayTrouble, never> =>
  E.left({
    type: 'TooManyTickets',
    tickets,
    message: `${tickets} tickets were reported in that time, and ${most} are replayed at once. Ask for a shorter time.`,
  })

const STOPPED: E.Either<ReplayTrouble, never> = E.left({
  type: 'ReplayStopped',
  message: 'The replay was stopped before its end.',
})

const PAGE = 500

const addAll = async (tickets: readonly string[], replaying: Replaying): Outcome<void> => {
  for (const ticket of tickets) {
    await turn() // stores that answer at once would keep everybody else waiting, and the signal from being heard
    if (replaying.signal?.aborted === true) return STOPPED
    const added = await addTicket(ticket, replaying)
    if (E.isLeft(added)) return added
  }
  return E.right(undefined)
}

/** Replays page after page of tickets, and says after each how many that were. */
const addPages = async (
  where: readonly Condition[],
  replaying: Replaying,
  onProgress: (tickets: number) => void,
): Outcome<void> => {
  let after: string | null | undefined
  for (let seen = 0; after !== null;) {
    const further = after === undefined ? {} : { after }
    const page: E.Either<ReplayTrouble, Page> = await replaying.views.find('incident-details', {
      ...{ where, limit: PAGE },
      ...further,
    })()
    if (E.isLeft(page)) return page
    const { found, next } = page.right
    const added = await addAll(
      found.map(({ key }) => key),
      replaying,
    )
    if (E.isLeft(added)) return added
    seen += found.length
    onProgress(seen)
    after = next
  }
  return E.right(undefined)
}

/**
 * Every ticket that the views have, one after the other, under another agreement, whether it had clocks or not: totals and the
 * first that differ are kept alone. Nothing is written.
 * @errors  TooManyTickets, before the first is looked at; ReplayStopped; failures of the stores
 */
export const replayed = async ({ views, history }: ReplayLedger, wanted: ReplayWanted): Outcome<Replayed> => {
  const { agreed, asOf, rows, most = Infinity, signal, onProgress } = wanted
  const where = reportedIn(wanted)
  const total = await views.count('incident-details', where)()
  if (E.isLeft(total)) return total
  if (total.right > most) return tooMany(total.right, most)
  const tally = newTally(rows)
  const replaying = { views, history, asOf, under: clocksUnder(agreed), tally, signal }
  const added = await addPages(where, replaying, (tickets) => onProgress?.(tickets, total.right))
  return E.isLeft(added) ? added : E.right(tally.result())
}
