import { millisOf, type Instant } from '@deskledger/kernel'

/**
 * A Relational Interval Tree over whole seconds: a fixed binary tree that is never stored. An interval stands at the
 * topmost node it contains, so the intervals that contain a moment stand on the path from the root to that moment.
 * @source  H.-P. Kriegel, M. Pötke, T. Seidl, "Managing Intervals Efficiently in Object-Relational Databases", VLDB 2000
 */
const ROOT = 2 ** 34

/** The node of intervals that have not ended. */
export const OPEN_ENDED = -1

/** Seconds since 1970, from 1: what lies before or beyond the tree stands at its edges, where times are compared in full. */
const secondOf = (millis: number): number => Math.min(2 * ROOT - 1, Math.max(1, Math.floor(millis / 1000) + 1))

/** The node of the interval `from <= t < to`; `OPEN_ENDED` when it has no end. */
export const nodeOf = (from: Instant, to: Instant | null): number => {
  if (to === null) return OPEN_ENDED
  const lower = secondOf(millisOf(from))
  const upper = secondOf(millisOf(to) - 1)
  let node = ROOT
  for (let step = ROOT / 2; step >= 1; step /= 2) {
    if (upper < node) node -= step
    else if (node < lower) node += step
    else break
  }
  return node
}

/** Where the intervals that contain a moment can stand. */
export interface Path {
  /** they contain the moment if they end after it */
  readonly left: readonly number[]
  /** they contain the moment if they begin at it or before */
  readonly right: readonly number[]
  /** the moment's own second: both ends decide */
  readonly own: number
}

/** The nodes on the way from the root to a moment. Intervals at `OPEN_ENDED` contain it if they begin at it or before. */
export const pathTo = (at: Instant): Path => {
  const own = secondOf(millisOf(at))
  const left: number[] = []
  const right: number[] = []
  let node = ROOT
  for (let step = ROOT / 2; node !== own && step >= 1; step /= 2) {
    if (node < own) {
      left.push(node)
      node += step
    } else {
      right.push(node)
      node -= step
    }
  }
  return { left, right, own }
}
