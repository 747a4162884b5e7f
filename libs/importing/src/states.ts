import type { Standing } from '@deskledger/practices/incident'
import type { Columns } from './columns.ts'
import type { Mapping } from './mapping.ts'
import type { Mistakes } from './mistakes.ts'
import type { Parse, Read } from './readers.ts'

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

type Make = <Value>(column: string, parse: Parse<Value>) => Read<Value>

const UNKNOWN = 'the mapping does not know this state. Add it to states.map of the mapping'

/** Reads where an incident stands from one or several columns; null: the row does not say. */
export const standingReader = (
  { states }: Mapping,
  { cellOf }: Columns,
  { make, mistakes }: { readonly make: Make; readonly mistakes: Mistakes },
): Read<Standing> => {
  const known = standingsOf(states)
  const [only, ...others] = states.columns
  if (only !== undefined && others.length === 0)
    return make(only, (text) => {
      const value = known.get(text)
      return value === undefined ? { wrong: UNKNOWN } : { value }
    })
  const cells = states.columns.map(cellOf)
  const column = states.columns.join(SEPARATOR)
  return (record, line) => {
    const texts = cells.map((cell) => cell(record)).filter((text) => text !== null)
    if (texts.length === 0) return null
    const meaning = meaningOf(known, texts)
    if (meaning === undefined) mistakes.add({ line, column, value: texts.join(SEPARATOR), message: UNKNOWN })
    return meaning ?? null
  }
}
