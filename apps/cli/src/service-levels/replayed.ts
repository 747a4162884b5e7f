import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '@deskledger/kernel'
import { wordsForRefusal, type ServiceLevelFact } from '@deskledger/practices/service-level-clock'
import type { Page } from '@deskledger/read-store'
import type { OpenLedger } from '@deskledger/register'
import { replayUnder, type CycleOutcome, type PromiseOf } from '@deskledger/reports'
import { take } from '../take.ts'

type Outcome = CycleOutcome['verdict'] | 'none'

/** How many cycles came out how; none: nothing is promised there. */
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

/** Past clocks beside what they would have come to. */
export interface Replayed {
  readonly clocks: number
  readonly recorded: Totals
  readonly other: Totals
  /** cycles that come out otherwise, and the first of them */
  readonly differing: number
  readonly rows: readonly Differing[]
  readonly notReplayed: number
  readonly reasons: readonly NotReplayed[]
}

/** Which clocks, under what, seen when; rows to keep at most. */
export interface ReplayWanted {
  readonly from?: Instant
  readonly to?: Instant
  readonly promise: PromiseOf
  readonly asOf: Instant
  readonly rows: number
  readonly onProgress: (clocks: number, total: number) => void
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
  let [clocks, differing, notReplayed] = [0, 0, 0]
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
    addClock: (): void => {
      clocks++
    },
    addCycle,
    addReason: (reason: NotReplayed): void => {
      notReplayed++
      if (reasons.length < REASONS) reasons.push(reason)
    },
    result: (): Replayed => ({ clocks, recorded, other, differing, rows, notReplayed, reasons }),
  }
}

type Tally = ReturnType<typeof newTally>

const isWanted = ({ cycles }: ServiceLevelFact, { from, to }: ReplayWanted): boolean => {
  const begun = cycles[0]?.begun.at
  return begun !== undefined && (from === undefined || begun >= from) && (to === undefined || begun < to)
}

const addClock = async ({ ledger }: OpenLedger, fact: ServiceLevelFact, { promise, asOf, tally }: Replaying) => {
  const { clockId, ticket, target } = fact
  const events = take(await ledger.history(`service-level-clock-${clockId}`))
  const replay = replayUnder(events, promise, { asOf })
  tally.addClock()
  if (E.isLeft(replay)) {
    tally.addReason({ clockId, message: wordsForRefusal(replay.left) })
    return
  }
  const { recorded, other } = replay.right
  const cycles = new Set([...recorded, ...(other ?? [])].map(({ cycle }) => cycle))
  for (const cycle of cycles) {
    const of = (outcomes: readonly CycleOutcome[] | null) => outcomes?.find((one) => one.cycle === cycle) ?? null
    tally.addCycle({ ticket, target, cycle, recorded: of(recorded), other: of(other) })
  }
}

interface Replaying extends ReplayWanted {
  readonly tally: Tally
}

/** Every clock that there was, one after the other, under another promise: totals and the first that differ are kept alone. */
export const replayed = async (opened: OpenLedger, wanted: ReplayWanted): Promise<Replayed> => {
  const { views } = opened.ledger
  const total = take(await views.count('service-level-facts')())
  const tally = newTally(wanted.rows)
  let seen = 0
  for (let after: string | null | undefined; after !== null;) {
    const page: Page = take(
      await views.find('service-level-facts', { limit: PAGE, ...(after === undefined ? {} : { after }) })(),
    )
    for (const { document } of page.found) {
      const fact = document as ServiceLevelFact
      if (isWanted(fact, wanted)) await addClock(opened, fact, { ...wanted, tally })
    }
    seen += page.found.length
    wanted.onProgress(seen, total)
    after = page.next
  }
  return tally.result()
}
