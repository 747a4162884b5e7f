import type { CycleOutcome } from '@deskledger/reports'

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
export interface NotReplayed {
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

const REASONS = 5

type Growing = Record<Outcome, number>
const none = (): Growing => ({ met: 0, missed: 0, running: 0, cancelled: 0, none: 0 })

/** What is kept while clocks go by: totals, and as many rows as are shown. */
export const newTally = (most: number) => {
  const [recorded, other] = [none(), none()]
  const rows: Differing[] = []
  const reasons: NotReplayed[] = []
  let [tickets, clocks, differing, notReplayed] = [0, 0, 0, 0]
  return {
    addTicket: (): void => {
      tickets++
    },
    addClock: (): void => {
      clocks++
    },
    addCycle: (row: Differing): void => {
      const was = row.recorded?.verdict ?? 'none'
      const would = row.other?.verdict ?? 'none'
      recorded[was]++
      other[would]++
      if (was === would) return
      differing++
      if (rows.length < most) rows.push(row)
    },
    addReason: (reason: NotReplayed): void => {
      notReplayed++
      if (reasons.length < REASONS) reasons.push(reason)
    },
    result: (): Replayed => ({ tickets, clocks, recorded, other, differing, rows, notReplayed, reasons }),
  }
}

export type Tally = ReturnType<typeof newTally>
