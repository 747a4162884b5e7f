const UUID = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g

/** What differs from run to run, shown as an ellipsis: speed, the time of recording, and what is hashed from it. */
const differing: readonly (readonly [RegExp, string])[] = [
  [/\b\d[\d,.]* s \([\d,.]+ (\w+)\/s\)/g, '… s (… $1/s)'],
  [/\bin \d[\d,.]* s\b/g, 'in … s'],
  [/\(\d[\d,.]* s\)/g, '(… s)'],
  [/("seconds":)[\d.]+/g, '$1…'],
  [/(\brecorded )\d{4}-\S+Z/g, '$1…'],
  [/(\bRecorded at {2,})\d{4}-.*$/gm, '$1…'],
  [/(\brecordedAt +)\d{4}-.*$/gm, '$1…'],
  [/("recordedAt":")[^"]*/g, '$1…'],
  [/(At: ')\d{4}-[^']*/g, '$1…'],
  [/(\bhash )[\da-f]{16}…/g, '$1…'],
  [/\b[\da-f]{64}\b/g, '…'],
]

/** Lines that only say how far something is. */
const PROGRESS = /^(Reading|Checking|Storing|Copying|Folding|Building read models): [\d,.]+ .*$\n?/gm

/** Ids by their numbers on a page. */
export type Ids = Map<string, number>

const numbered =
  (ids: Ids) =>
  (id: string): string => {
    const number = ids.get(id) ?? ids.size + 1
    ids.set(id, number)
    return `<id ${number}>`
  }

/**
 * An output in the form that pages show.
 * @param ids  ids made by chance are shown as numbers, the same for the same; undefined: they follow from the input
 */
export const normal = (output: string, ids: Ids | undefined): string => {
  const told = differing.reduce((text, [what, shown]) => text.replace(what, shown), output.replace(PROGRESS, ''))
  return (ids === undefined ? told : told.replace(UUID, numbered(ids))).trimEnd()
}
