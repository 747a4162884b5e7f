import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { millisOf, type Instant, type StoredEvent } from '@deskledger/kernel'
import { incidentMetrics, type IncidentEvent, type IncidentFact } from '@deskledger/practices/incident'
import type { ViewFailure, Views } from '@deskledger/read-store'
import { ageBounds, backlogAt, backlogOf, type Backlog } from './backlog.ts'

/** Reads the events of one stream, in order, in the versions in force. */
export type ReadStream<Failure> = (stream: string) => TE.TaskEither<Failure, readonly StoredEvent[]>

const DAY = 86_400_000

/** 1 for all rows and each age bound that an incident's row at an instant has reached; nothing where none stood. */
const agesAt = (fact: IncidentFact | undefined, at: Instant): readonly number[] => {
  const version = fact?.versions.find(({ from, to }) => from <= at && (to === null || to > at))
  if (!version) return []
  const days = (millisOf(at) - millisOf(version.row.reportedAt)) / DAY
  return [1, ...ageBounds.map((bound) => (days >= bound ? 1 : 0))]
}

const plus = (olderThan: readonly number[], ages: readonly number[], times: 1 | -1): readonly number[] =>
  olderThan.map((count, index) => count + times * (ages[index] ?? 0))

const foldUpTo = (events: readonly StoredEvent[], knownAt: Instant): IncidentFact | undefined => {
  let fact: IncidentFact | undefined
  for (const event of events as readonly StoredEvent<IncidentEvent>[])
    if (event.recordedAt <= knownAt) fact = incidentMetrics.apply(fact, event, event.data.incidentId)
  return fact
}

const olderThanOf = ({ open, ages }: Backlog): readonly number[] => {
  const month = ages['30+']
  const week = ages['7-30'] + month
  const three = ages['3-7'] + week
  return [open, ages['1-3'] + three, three, week, month]
}

interface Touched {
  readonly incidentId: string
  readonly today: readonly number[]
}

const touchedSince = (views: Views, at: Instant, knownAt: Instant): TE.TaskEither<ViewFailure, readonly Touched[]> => {
  const touched: Touched[] = []
  const query = { where: [{ path: 'lastRecordedAt', after: knownAt }], sort: [{ path: 'lastRecordedAt' }] }
  return pipe(
    views.each('incident-metrics', query, (found) => {
      for (const { document } of found) {
        const fact = document as IncidentFact
        touched.push({ incidentId: fact.incidentId, today: agesAt(fact, at) })
      }
    }),
    TE.map(() => touched),
  )
}

/**
 * The backlog as of an instant, as the ledger knew it at another: today's answer, corrected for incidents of which
 * something was recorded since, whose streams are folded again up to then.
 */
export const backlogAsKnown = <Failure>(
  views: Views,
  readStream: ReadStream<Failure>,
  { at, knownAt }: { readonly at: Instant; readonly knownAt: Instant },
): TE.TaskEither<ViewFailure | Failure, Backlog & { readonly knownAt: Instant }> =>
  pipe(
    TE.Do,
    TE.bind('today', () => backlogAt(views, at)),
    TE.bind('touched', () => touchedSince(views, at, knownAt)),
    TE.bindW('corrections', ({ touched }) =>
      TE.traverseSeqArray(({ incidentId, today }: Touched) =>
        pipe(
          readStream(`incident-${incidentId}`),
          TE.map((events) => ({ today, then: agesAt(foldUpTo(events, knownAt), at) })),
        ),
      )(touched),
    ),
    TE.map(({ today, corrections }) => ({
      ...backlogOf(
        at,
        corrections.reduce(
          (counts, { today: gone, then }) => plus(plus(counts, gone, -1), then, 1),
          olderThanOf(today),
        ),
      ),
      knownAt,
    })),
  )
