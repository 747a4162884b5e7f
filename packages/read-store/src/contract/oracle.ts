import type { Condition, Query, Scalar, Sort } from '../port.ts'

type Documents = ReadonlyMap<string, object>

const bytes = new TextEncoder()

/** The order of values, written a second time and another way than in the stores. */
const compare = (a: Scalar, b: Scalar): number => {
  const rank = (value: Scalar) => (value === null ? 0 : typeof value === 'string' ? 2 : 1)
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (typeof a !== 'string' || typeof b !== 'string') return Number(a) - Number(b)
  const [left, right] = [bytes.encode(a), bytes.encode(b)]
  const at = left.findIndex((byte, i) => byte !== right[i])
  return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1)
}

const valueAt = (document: object, path: string): Scalar =>
  (document as Readonly<Record<string, Scalar | undefined>>)[path] ?? null

const fits = (value: Scalar, condition: Condition): boolean => {
  if ('is' in condition) return compare(value, condition.is) === 0
  if ('in' in condition) return condition.in.some((one) => compare(value, one) === 0)
  if ('prefix' in condition) return typeof value === 'string' && value.startsWith(condition.prefix)
  const ends: readonly (readonly [bound: Scalar | undefined, holds: (order: number) => boolean])[] = [
    [condition.from, (order) => order >= 0],
    [condition.after, (order) => order > 0],
    [condition.upTo, (order) => order <= 0],
    [condition.before, (order) => order < 0],
  ]
  return value !== null && ends.every(([bound, holds]) => bound === undefined || holds(compare(value, bound)))
}

/** The keys a query must give over all its pages, by looking at every document. */
export const expectedKeys = (documents: Documents, { where = [], sort = [] }: Query): readonly string[] => {
  const turned = ({ descending = false }: Sort, order: number) => (descending ? -order : order)
  return Array.from(documents)
    .filter(([, document]) => where.every((condition) => fits(valueAt(document, condition.path), condition)))
    .sort(([aKey, a], [bKey, b]) => {
      for (const one of sort) {
        const order = compare(valueAt(a, one.path), valueAt(b, one.path))
        if (order !== 0) return turned(one, order)
      }
      return turned(sort.at(-1) ?? { path: '' }, compare(aKey, bKey))
    })
    .map(([key]) => key)
}
