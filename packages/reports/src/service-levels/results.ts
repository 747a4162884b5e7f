import type { Instant } from '@deskledger/kernel'
import {
  valueIn,
  type ServiceLevelDimension,
  type ServiceLevelEntry,
  type Target,
} from '@deskledger/practices/service-level-clock'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Condition, Scalar, ViewFailure, Views } from '@deskledger/read-store'
import type { Range } from '../periods.ts'
import { within } from '../tallying.ts'

/** What figures about service levels can be cut by, as the ticket stood in that cycle. */
export type ServiceLevelCut = Exclude<ServiceLevelDimension, 'all'> | 'target'

/** The value of a result in a cut; empty: it has none. */
export const valueOf = (entry: ServiceLevelEntry, cut: ServiceLevelCut): string =>
  cut === 'target' ? entry.target : valueIn(entry, cut)

/** Which results: met or breached at `from <= t < to`, narrowed to a target and to one value of a cut, empty: to none. */
export interface ResultsAsked {
  readonly outcome?: ServiceLevelEntry['outcome']
  readonly from?: Instant
  readonly to?: Instant
  readonly target?: Target
  readonly by?: ServiceLevelCut
  readonly value?: string
  /** results of a page at most; default 100 */
  readonly limit?: number
  readonly after?: string
}

/** Results behind a figure, in order of time, each with the events that prove it. */
export interface ResultsPage {
  readonly results: readonly ServiceLevelEntry[]
  readonly next: string | null
}

const scalarOf = ({ by, value = '' }: ResultsAsked): Scalar => {
  if (value === '') return null
  return by === 'priority' ? Number(value) : value
}

const is = (path: string, value: Scalar | undefined): readonly Condition[] =>
  value === undefined ? [] : [{ path, is: value }]

const whereOf = (asked: ResultsAsked): readonly Condition[] => [
  ...is('outcome', asked.outcome),
  ...is('target', asked.target),
  ...(asked.by === undefined ? [] : is(asked.by, scalarOf(asked))),
  ...within('at', rangeOf(asked)),
]

/** A range whose missing ends are open. */
export const rangeOf = ({ from, to }: { readonly from?: Instant; readonly to?: Instant }): Range => ({
  from: from ?? null,
  to: to ?? null,
})

/**
 * The results behind the figures of `complianceReport`, page by page.
 * @errors  BadQuery: a cursor of another question
 */
export const serviceLevelResults = (views: Views, asked: ResultsAsked = {}): TE.TaskEither<ViewFailure, ResultsPage> =>
  pipe(
    views.find('service-level-entries', {
      where: whereOf(asked),
      sort: [{ path: 'at' }],
      limit: asked.limit ?? 100,
      ...(asked.after === undefined ? {} : { after: asked.after }),
    }),
    TE.map(({ found, next }) => ({ results: found.map(({ document }) => document as ServiceLevelEntry), next })),
  )
