import { troubleOf, type ImportTrouble, type RowMistake } from './trouble.ts'

const MOST = 100

type Found = Omit<RowMistake, 'rows'>

/** Collects what is wrong with the rows of a log: one entry a kind, with its first line and how many rows have it. */
export interface Mistakes {
  readonly add: (mistake: Found) => void
  readonly any: () => boolean
  readonly list: () => readonly RowMistake[]
  /** kinds beyond those listed */
  readonly more: () => number
}

export const collectMistakes = (): Mistakes => {
  const kinds = new Map<string, { readonly found: Found; rows: number }>()
  let more = 0
  return {
    add: (found) => {
      const kind = `${found.column}\n${found.value ?? '\0'}\n${found.message}`
      const known = kinds.get(kind)
      if (known) known.rows++
      else if (kinds.size < MOST) kinds.set(kind, { found, rows: 1 })
      else more++
    },
    any: () => kinds.size > 0,
    list: () => [...kinds.values()].map(({ found, rows }) => ({ ...found, rows })),
    more: () => more,
  }
}

const shown = (value: string): string => JSON.stringify(value.length > 80 ? `${value.slice(0, 77)}...` : value)

/** `line 7: closed_at "31/2/2016 10:00": there is no such time; … (12 rows)` */
const wordsForMistake = ({ line, column, value, message, rows }: RowMistake): string =>
  `line ${line}: ${column === '' ? '' : `${column}${value === null ? '' : ` ${shown(value)}`}: `}${message}${rows > 1 ? ` (${rows} rows)` : ''}`

export const badRows = (name: string, mistakes: Mistakes): ImportTrouble => {
  const list = mistakes.list()
  const beyond = mistakes.more() > 0 ? [`and in ${mistakes.more()} more places`] : []
  const lines = [...list.map(wordsForMistake), ...beyond].map((line) => `\n  ${line}`)
  return troubleOf(
    'BadRows',
    `${name} has rows that cannot be imported; nothing was. Correct the log or the mapping, and run it again:${lines.join('')}`,
    { mistakes: list },
  )
}
