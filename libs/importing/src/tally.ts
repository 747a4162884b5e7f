import type { Answer, Ask } from './sink.ts'
import { halt } from './trouble.ts'

/** What an import came to. Events and rules are those that this run added; `rows` are all rows of the log. */
export interface ImportResult {
  readonly rows: number
  readonly incidents: number
  /** events added, by type */
  readonly events: Readonly<Record<string, number>>
  /** steps that a rule forbids, recorded all the same, by rule */
  readonly recordedAsImported: Readonly<Record<string, number>>
  /** rows that an earlier import had stored */
  readonly repeatedRows: number
  readonly seconds: number
}

/** Counts answers as they come. */
export interface Tally {
  readonly take: (asks: readonly Ask[], answers: readonly Answer[]) => void
  readonly rows: () => number
  readonly counts: () => Pick<ImportResult, 'events' | 'recordedAsImported' | 'repeatedRows'>
}

const bump = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
const sorted = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))

const member = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>)[name] : undefined

const rulesOf = (type: string, data: unknown): readonly string[] => {
  const rules = type === 'RecordedAsImported' ? member(data, 'rules') : []
  return Array.isArray(rules) ? rules.filter((rule) => typeof rule === 'string') : []
}

/** A row that was stored before says the same who and when; else another log went into this ledger under this source. */
const checkRepeat = ({ command }: Ask, { events }: Answer): void => {
  const other = events.find(({ data }) => member(data, 'at') !== command.at || member(data, 'by') !== command.by)
  if (other)
    throw halt(
      'OtherLog',
      `Row ${command.row} of ${command.incidentId} is in the ledger already with another time or person (${String(member(other.data, 'at'))}, ${String(member(other.data, 'by'))}; this log says ${command.at}, ${command.by}). This is no longer version of the log that was imported as "${command.source}": give its mapping another source and key prefix, or import into a fresh ledger.`,
    )
}

export const openTally = (): Tally => {
  const events = new Map<string, number>()
  const rules = new Map<string, number>()
  let rows = 0
  let repeatedRows = 0
  const one = (ask: Ask, answer: Answer): void => {
    if (answer.events.length === 0)
      throw halt(
        'RowsUnaccounted',
        `Row ${ask.command.row} of ${ask.command.incidentId} left no event. This is a defect: report it.`,
      )
    rows++
    if (answer.repeated) {
      repeatedRows++
      checkRepeat(ask, answer)
      return
    }
    for (const { type, data } of answer.events) {
      bump(events, type)
      for (const rule of rulesOf(type, data)) bump(rules, rule)
    }
  }
  return {
    take: (asks, answers) => {
      if (asks.length !== answers.length)
        throw halt(
          'RowsUnaccounted',
          `${asks.length} rows were asked, ${answers.length} were answered. This is a defect: report it.`,
        )
      asks.forEach((ask, index) => {
        const answer = answers[index]
        if (answer) one(ask, answer)
      })
    },
    rows: () => rows,
    counts: () => ({ events: sorted(events), recordedAsImported: sorted(rules), repeatedRows }),
  }
}
