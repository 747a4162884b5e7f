/** A field of a document before and after; null where it was not there. Names inside one another are joined by dots. */
export interface Difference {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

type Members = Readonly<Record<string, unknown>>

const membersOf = (value: unknown): Members | undefined =>
  typeof value === 'object' && value !== null ? (value as Members) : undefined

const between = (from: unknown, to: unknown, field: string): readonly Difference[] => {
  if (from === to) return []
  const [before, after] = [membersOf(from), membersOf(to)]
  if (!before || !after || Array.isArray(from) !== Array.isArray(to))
    return [{ field, from: from ?? null, to: to ?? null }]
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name) => between(before[name], after[name], field === '' ? name : `${field}.${name}`))
}

/** What differs between two states of a document, in the order of its fields; undefined: it was not there. */
export const differences = (from: object | undefined, to: object | undefined): readonly Difference[] =>
  between(from ?? {}, to ?? {}, '')
