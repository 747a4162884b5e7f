import type { Instant } from '../words.ts'
import { union, type Span } from './spans.ts'
import { secondsOf } from './texts.ts'

/** A time that does not count, whatever the hours: up to, not including, its end; null: still going on. */
export type Pause = readonly [from: Instant, to: Instant | null]

const none: readonly Span[] = []

/** Pauses in whole seconds, as a union: they may be given in any order, overlap, or be empty. An open end is Infinity. */
export const spansOfPauses = (pauses: readonly Pause[]): readonly Span[] =>
  pauses.length === 0
    ? none
    : union(pauses.map(([from, to]) => [secondsOf(from), to === null ? Infinity : secondsOf(to)]))
