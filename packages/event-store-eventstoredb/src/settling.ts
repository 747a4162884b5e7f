import * as E from 'fp-ts/lib/Either.js'
import { judge, type Appended, type StoreFailure } from '@deskledger/event-store'
import type { Chained } from './envelope.ts'
import type { Standing } from './reading-streams.ts'

/** An append that did not find the stream where it expected it. */
export interface Contested {
  readonly stream: string
  readonly expected: number
  readonly ids: readonly string[]
  /** the stream's last revision, as the server says */
  readonly actual: number
  /** the bytes that were sent; undefined: none were */
  readonly chain: Chained | undefined
}

const isOurWriting = (standing: readonly Standing[], chain: Chained | undefined): boolean =>
  chain?.events.every(({ id }, index) => standing[index]?.wireId === id) ?? false

/**
 * What an append comes to, given the events that stand behind the revision it expected: a repeat, answered from them, or
 * a clash. Events that stand there under the ids they were sent with were stored by this very append.
 */
export const settled = (
  contested: Contested,
  standing: readonly Standing[],
): E.Either<StoreFailure, Appended> | 'new' => {
  const { expected, ids, actual, chain } = contested
  const last = standing.at(-1)?.event
  const idAt = (revision: number) => standing[revision - expected - 1]?.event.eventId
  const verdict = judge({ ...contested, ids }, Math.max(actual, last?.revision ?? actual), idAt)
  if (E.isLeft(verdict)) return verdict
  if (verdict.right === 'new' || last === undefined) return 'new'
  const { revision, position, recordedAt } = last
  return E.right({ revision, position, recordedAt, repeated: !isOurWriting(standing, chain) })
}
