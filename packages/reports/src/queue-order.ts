import type { Scalar, Sort } from '@deskledger/read-store'

const valueAt = (row: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined,
      row,
    )

/** The scalar under a path; null where there is none. */
export const scalarAt = (row: object, path: string): Scalar => {
  const value = valueAt(row, path)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** UTF-8 order of code units: surrogates stand for the highest characters. */
const weight = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

const compareTexts = (a: string, b: string): number => {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const difference = weight(a.charCodeAt(i)) - weight(b.charCodeAt(i))
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

const rank = (value: Scalar): number => (value === null ? 0 : typeof value === 'string' ? 2 : 1)

/** The order of scalars in every read store: null, numbers (false is 0, true is 1), texts by UTF-8 bytes. */
export const compareScalars = (a: Scalar, b: Scalar): number => {
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b)
  return Number(a) - Number(b)
}

/** Where a row stands in a sorted list: the values it is sorted by, and its key. */
export type Place = readonly Scalar[]

/** The order of places under a sort; the key comes last and descends when the last sort does. */
export const comparePlaces = (sort: readonly Sort[]): ((a: Place, b: Place) => number) => {
  const signs = sort.map(({ descending }) => (descending === true ? -1 : 1))
  signs.push(signs[signs.length - 1] ?? 1)
  return (a, b) => {
    for (const [index, sign] of signs.entries()) {
      const difference = compareScalars(a[index] ?? null, b[index] ?? null)
      if (difference !== 0) return sign * difference
    }
    return 0
  }
}
