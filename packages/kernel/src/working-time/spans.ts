/** From the first of two numbers up to, not including, the second; the first is the smaller one. */
export type Span = readonly [from: number, to: number]

const isUnion = (spans: readonly Span[]): boolean => {
  let end = -Infinity
  for (const [from, to] of spans) {
    if (from <= end || to <= from) return false
    end = to
  }
  return true
}

/** The same numbers covered once, in order: no two spans overlap or touch, none is empty or runs backwards. */
export const union = (spans: readonly Span[]): readonly Span[] =>
  isUnion(spans) ? spans : [...joined(spans.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0]))]

/** Spans in order, those that overlap or touch made one. */
export function* joined(spans: Iterable<Span>): Generator<Span, void, undefined> {
  let open: Span | null = null
  for (const span of spans) {
    if (open !== null && span[0] <= open[1]) open = [open[0], Math.max(open[1], span[1])]
    else {
      if (open !== null) yield open
      open = span
    }
  }
  if (open !== null) yield open
}

/** What two ends leave of spans in order. */
export function* within(spans: Iterable<Span>, [first, last]: Span): Generator<Span, void, undefined> {
  for (const [from, to] of spans) {
    if (from >= last) return
    if (to > first) yield [Math.max(from, first), Math.min(to, last)]
  }
}

/** What is left of spans in order when others, a union, are taken away. */
export function* without(spans: Iterable<Span>, taken: readonly Span[]): Generator<Span, void, undefined> {
  let next = 0
  for (const [from, to] of spans) {
    let at = from
    for (let hole = taken[next]; hole !== undefined && hole[0] < to; hole = taken[++next]) {
      if (hole[0] > at) yield [at, hole[0]]
      at = Math.max(at, hole[1])
      if (at > to) break
    }
    if (at < to) yield [at, to]
  }
}

/** The place of the last number of a rising list that is not above a value; -1: all are above. */
export const lastUpTo = (rising: ArrayLike<number>, value: number): number => {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (numberAt(rising, middle) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The number at a place of a list; 0 where there is none. */
export const numberAt = (list: ArrayLike<number>, place: number): number => list[place] ?? 0

/** Nothing, then the sum of the first, of the first two, and so on, at last of all. */
export const runningSums = (amounts: readonly number[]): number[] => {
  const sums = [0]
  for (const amount of amounts) sums.push(numberAt(sums, sums.length - 1) + amount)
  return sums
}
