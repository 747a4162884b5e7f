import type { Standing } from '@deskledger/practices/incident'
import type { Columns } from './columns.ts'
import type { Mapping } from './mapping.ts'
import type { Mistakes } from './mistakes.ts'
import type { Read } from './readers.ts'

/** Between the texts of several state columns. */
const SEPARATOR = ' / '

const standingsOf = ({ map }: Mapping['states']): ReadonlyMap<string, Standing | null> =>
  new Map(
    Object.entries(map).map(([state, meaning]) => [
      state,
      meaning && { status: meaning.status, holdReason: meaning.holdReason ?? null },
    ]),
  )

/** The longest beginning of the texts that the mapping knows; undefined: none. */
const meaningOf = (
  known: ReadonlyMap<string, Standing | null>,
  texts: readonly string[],
): Standing | null | undefined => {
  for (let length = texts.length; length > 0; length--) {
    const meaning = known.get(texts.slice(0, length).join(SEPARATOR))
    if (meaning !== undefined) return meaning
  }
  return undefined
}

/** Reads where an incident stands from one or several columns; null: the row does not say. */
export const standingReader = (mapping: Mapping, { cellOf }: Columns, mistakes: Mistakes): Read<Standing> => {
  const { columns } = mapping.states
  const known = standingsOf(mapping.states)
  const cells = columns.map(cellOf)
  return (record, line) => {
    const texts = cells.map((cell) => cell(record)).filter((text) => text !== null)
    if (texts.length === 0) return null
    const meaning = meaningOf(known, texts)
    if (meaning !== undefined) return meaning
    mistakes.add({
      line,
      column: columns.join(SEPARATOR),
      value: texts.join(SEPARATOR),
      message: 'the mapping does not know this state. Add it to states.map of the mapping',
    })
    return null
  }
}
