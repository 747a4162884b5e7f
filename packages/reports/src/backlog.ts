import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { instantOf, millisOf, type Instant } from '@deskledger/kernel'
import { OPEN_ENDED, pathTo } from '@deskledger/practices/incident'
import type { Condition, ViewFailure, Views } from '@deskledger/read-store'

/** How many incidents were open at an instant, by days since they were reported: from the first number on, before the second. */
export interface Backlog {
  readonly at: Instant
  readonly open: number
  readonly ages: Readonly<Record<'0-1' | '1-3' | '3-7' | '7-30' | '30+', number>>
}

const DAY = 86_400_000

/** The questions that together find every row that stood at an instant, each exactly once. */
export const standingAt = (at: Instant): readonly (readonly Condition[])[] => {
  const { left, right, own } = pathTo(at)
  const begun: Condition = { path: 'from', upTo: at }
  const lasting: Condition = { path: 'to', after: at }
  return [
    [{ path: 'node', in: left }, lasting],
    [{ path: 'node', in: right }, begun],
    [{ path: 'node', is: own }, begun, lasting],
    [{ path: 'node', is: OPEN_ENDED }, begun],
  ].filter(([node]) => !(node && 'in' in node && node.in.length === 0))
}

/** The ages, from how many rows are at least 0, 1, 3, 7 and 30 days old; what is not reported yet counts as new. */
export const backlogOf = (at: Instant, olderThan: readonly number[]): Backlog => {
  const [open = 0, day = 0, three = 0, week = 0, month = 0] = olderThan
  return {
    at,
    open,
    ages: { '0-1': open - day, '1-3': day - three, '3-7': three - week, '7-30': week - month, '30+': month },
  }
}

/** The days at which ages are cut. */
export const ageBounds: readonly number[] = [1, 3, 7, 30]

const FIRST = millisOf('0000-01-01T00:00:00.000Z' as Instant)
const daysBefore = (at: Instant, days: number): Instant => instantOf(Math.max(FIRST, millisOf(at) - days * DAY))

const countOf = (views: Views, at: Instant, more: readonly Condition[]): TE.TaskEither<ViewFailure, number> =>
  pipe(
    standingAt(at),
    TE.traverseSeqArray((where) => views.count('incident-spans', [...where, ...more])),
    TE.map((counts) => counts.reduce((sum, count) => sum + count, 0)),
  )

/**
 * The backlog as of any instant, by what is known today. An interval-tree question: indexes are counted, no document is
 * read.
 */
export const backlogAt = (views: Views, at: Instant): TE.TaskEither<ViewFailure, Backlog> =>
  pipe(
    [[], ...ageBounds.map((days): readonly Condition[] => [{ path: 'reportedAt', upTo: daysBefore(at, days) }])],
    TE.traverseSeqArray((more) => countOf(views, at, more)),
    TE.map((olderThan) => backlogOf(at, olderThan)),
  )
