import { clocksUnder, type Agreed, type ClockUnder } from '@deskledger/flows'
import type { Instant } from '@deskledger/kernel'
import { wordsForRefusal } from '@deskledger/practices/service-level-clock'
import type { Condition, Page } from '@deskledger/read-store'
import type { OpenLedger } from '@deskledger/register'
import { cycleOutcomes, type CycleOutcome } from '@deskledger/reports'
import { take } from '../take.ts'

type Outcome = CycleOutcome['verdict'] | 'none'

/** How many cycles came out how; none: no clock was recorded, or nothing is promised. */
export type Totals = Readonly<Record<Outcome, number>>

/** A cycle that comes out otherwise under the other agreement. */
export interface Differing {
  readonly ticket: string
  readonly target: string
  readonly cycle: number
  readonly recorded: CycleOutcome | null
  readonly other: CycleOutcome | null
}

/** A clock that the other agreement cannot be counted for, and why. */
interface NotReplayed {
  readonly clockId: string
  readonly message: string
}

/** Past tickets beside what their clocks would have come to. */
export interface Replayed {
  readonly tickets: number
  /** of these tickets, recorded or not */
  readonly clocks: number
  readonly recorded: Totals
  readonly other: Totals
  /** cycles that come out otherwise, and the first of them */
  readonly differing: number
  readonly rows: readonly Differing[]
  readonly notReplayed: number
  readonly reasons: readonly NotReplayed[]
}

/** Which tickets, by when they were reported, under what, seen when; rows to keep at most. */
export interface ReplayWanted {
  readonly from?: Instant
  readonly to?: Instant
  readonly agreed: Agreed
  readonly asOf: Instant
  readonly rows: number
  readonly onProgress: (tickets: number, total: number) => void
}

const PAGE = 500
const REASONS = 5

type Growing = Record<Outcome, number>
const none = (): Growing => ({ met: 0, missed: 0, running: 0, cancelled: 0, none: 0 })

/** What is kept while clocks go by: totals, and as many rows as are shown. */
const newTally = (most: number) => {
  const [recorded, other] = [none(), none()]
  const rows: Differing[] = []
  const reasons: NotReplayed[] = []
  let [tickets, clocks, differing, notReplayed] = [0, 0, 0, 0]
  const addCycle = (row: Differing): void => {
    const was = row.recorded?.verdict ?? 'none'
    const would = row.other?.verdict ?? 'none'
    recorded[was]++
    other[would]++
    if (was === would) return
    differing++
    if (rows.length < most) rows.push(row)
  }
  return {
    addTicket: (): void => {
      tickets++
    },
    addClock: (): void => {
      clocks++
    },
    addCycle,
    addReason: (reason: NotReplayed): void => {
      notReplayed++
      if (reasons.length < REASONS) reasons.push(reason)
    },
    result: (): Replayed => ({ tickets, clocks, recorded, other, differing, rows, notReplayed, reasons }),
  }
}

type Tally = ReturnType<typeof newTally>

interface Replaying {
  readonly opened: OpenLedger
  readonly asOf: Instant
  readonly under: ReturnType<typeof clocksUnder>
  readonly tally: Tally
}

const addClock = async (ticket: string, clock: ClockUnder, { opened, asOf, tally }: Replaying) => {
  const { clockId, target, refused } = clock
  const recorded = cycleOutcomes(take(await opened.ledger.history(`service-level-clock-${clockId}`)), { asOf })
  const other = cycleOutcomes(
    clock.events.map((data) => ({ data })),
    { asOf },
  )
  const [refusal] = refused
  if (recorded.length + other.length > 0 || refusal !== undefined) tally.addClock()
  if (refusal !== undefined) {
    tally.addReason({ clockId, message: wordsForRefusal(refusal) })
    return
  }
  for (const cycle of new Set([...recorded, ...other].map((one) => one.cycle))) {
    const of = (outcomes: readonly CycleOutcome[]) => outcomes.find((one) => one.cycle === cycle) ?? null
    tally.addCycle({ ticket, target, cycle, recorded: of(recorded), other: of(other) })
  }
}

const byName = (a: ClockUnder, b: ClockUnder): number => (a.clockId < b.clockId ? -1 : 1)

const addTicket = async (ticket: string, replaying: Replaying) => {
  const { opened, under, tally } = replaying
  tally.addTicket()
  const clocks = under(take(await opened.ledger.history(`incident-${ticket}`)))
  for (const clock of [...clocks].sort(byName)) await addClock(ticket, clock, replaying)
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

/**
 * Every ticket that there was, one after the other, under another agreement, whether it had clocks or not: totals and the
 * first that differ are kept alone.
 */
export const replayed = async (opened: OpenLedger, wanted: ReplayWanted): Promise<Replayed> => {
  const { views } = opened.ledger
  const where = reportedIn(wanted)
  const total = take(await views.count('incident-details', where)())
  const tally = newTally(wanted.rows)
  const replaying = { opened, asOf: wanted.asOf, under: clocksUnder(wanted.agreed), tally }
  let seen = 0
  for (let after: string | null | undefined; after !== null;) {
    const page: Page = take(
      await views.find('incident-details', { where, limit: PAGE, ...(after === undefined ? {} : { after }) })(),
    )
    for (const { key } of page.found) await addTicket(key, replaying)
    seen += page.found.length
    wanted.onProgress(seen, total)
    after = page.next
  }
  return tally.result()
}
