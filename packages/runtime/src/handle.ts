import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { Appended, EventStore, StoreFailure } from '@deskledger/event-store'
import { type AnyPractice, type Message, type NewEvent, type Uuid } from '@deskledger/kernel'
import type { Answer } from './answer.ts'
import { decideAll, identified, type Asked, type Decided, type Identified } from './deciding.ts'
import { further, note, unwritten, type Folded } from './folded.ts'
import { current } from './in-force.ts'
import { watched, type Observer } from './observing.ts'
import { recent } from './recent.ts'
import { isVerdict, type AskTrouble } from './trouble.ts'
import { turns } from './turns.ts'

export interface HandleOptions {
  /** folded streams kept in memory, default 2,000 */
  readonly streams?: number
  /** times a command is decided again after a clash, default 20 */
  readonly attempts?: number
  readonly observer?: Observer | undefined
}

type Result = E.Either<AskTrouble<Message>, readonly Answer[]>

/** What deciding on one state of the facts came to; `final`: nothing that others do changes it. */
interface Attempt {
  readonly result: Result
  readonly revision: number
  readonly final: boolean
}

const withFresh = ({ folded, fresh }: Decided): Folded => {
  if (fresh.length === 0) return folded
  fresh.forEach(({ metadata: { commandId } }, index) => {
    note(folded.commands, commandId, folded.revision + 1 + index)
  })
  return { ...folded, revision: folded.revision + fresh.length }
}

const unknownOutcome = (failure: StoreFailure): boolean =>
  failure.type === 'TimedOut' || failure.type === 'StoreUnavailable'

/** What runs the commands of one practice on one event store. */
export const handler = (events: EventStore, practice: AnyPractice, options: HandleOptions = {}) => {
  const { observer } = options
  const { store, watching } = watched(events, observer)
  const cache = recent<Folded>(options.streams ?? 2000)
  const attempts = options.attempts ?? 20
  const inTurn = turns()

  const load = async (stream: string): Promise<E.Either<StoreFailure, Folded>> => {
    const known = cache.get(stream) ?? unwritten(practice)
    const read = await store.readStream(stream, { from: known.revision + 1 })()
    return E.isLeft(read) ? read : E.right(further(practice, known, read.right))
  }

  /** An append whose outcome is not known is repeated with the same revision and ids: it is stored once. */
  const append = async (stream: string, expected: number, events: readonly NewEvent[]) => {
    let answer = await store.append(stream, expected, events)()
    let again = 0
    for (; again < 2 && E.isLeft(answer) && unknownOutcome(answer.left); again++)
      answer = await store.append(stream, expected, events)()
    return E.map((appended: Appended) => ({ appended, repeated: appended.repeated && again === 0 }))(answer)
  }

  const repeatedAnswer = async (
    stream: string,
    folded: Folded,
    commandId: Uuid,
  ): Promise<E.Either<StoreFailure, Answer>> => {
    const at = folded.commands.get(commandId)
    // Asked twice in one list, and it came to nothing the first time.
    if (at === undefined)
      return E.right({ stream, revision: folded.revision, position: undefined, events: [], repeated: true })
    const read = await store.readStream(stream, { from: at.first, limit: Math.max(1, at.last - at.first + 1) })()
    if (E.isLeft(read)) return read
    const events = read.right
      .filter(({ metadata }) => metadata.commandId === commandId)
      .map((event) => current(practice, event))
    return E.right({
      stream,
      revision: at.last,
      position: events.at(-1)?.position,
      events: events.map(({ eventId, revision, type, data }) => ({ eventId, revision, type, data })),
      repeated: true,
    })
  }

  const answers = async (stream: string, decided: Decided, appended: Appended | undefined): Promise<Result> => {
    const all: Answer[] = []
    let next = 0
    for (const { commandId, count, repeated } of decided.parts) {
      if (repeated) {
        const answer = await repeatedAnswer(stream, decided.folded, commandId)
        if (E.isLeft(answer)) return answer
        all.push(answer.right)
        continue
      }
      const first = decided.folded.revision + 1 + next
      const events = decided.fresh
        .slice(next, next + count)
        .map(({ eventId, type, data }, index) => ({ eventId, revision: first + index, type, data }))
      next += count
      all.push({
        stream,
        revision: first + count - 1,
        position: count === 0 ? undefined : appended?.position,
        events,
        repeated: false,
      })
    }
    return E.right(all)
  }

  /** Somebody else ran these commands: their answer is what is stored, not what was decided here. */
  const asStored = async (stream: string, asked: readonly Identified[]): Promise<Result> => {
    const fresh = await load(stream)
    return E.isLeft(fresh) ? fresh : once(stream, asked, fresh.right)
  }

  const once = async (stream: string, asked: readonly Identified[], known: Folded): Promise<Result> => {
    const decided = decideAll(practice, known, asked)
    if (E.isLeft(decided)) return decided
    if (decided.right.fresh.length === 0) {
      cache.set(stream, known)
      return answers(stream, decided.right, undefined)
    }
    const appended = await append(stream, known.revision, decided.right.fresh)
    if (E.isLeft(appended)) return appended
    if (appended.right.repeated) return asStored(stream, asked)
    cache.set(stream, withFresh(decided.right))
    return answers(stream, decided.right, appended.right.appended)
  }

  /** Whether an answer holds whatever happened meanwhile: it was stored, now or before. */
  const stands = (result: Result): boolean =>
    E.isRight(result) &&
    (result.right.some(({ repeated, events }) => !repeated && events.length > 0) ||
      result.right.every(({ repeated }) => repeated))
  /** Facts were stale. A mixed repeat on fresh facts cannot be: commands that were stored are known there. */
  const clashed = (result: Result): boolean =>
    E.isLeft(result) && (result.left.type === 'WrongRevision' || result.left.type === 'MixedRepeat')

  const failed = (result: Result): boolean => E.isLeft(result) && !isVerdict(result.left) && !clashed(result)

  /** Decides again on fresh facts, unless they are those it was decided on, or cannot be had. */
  const again = async (stream: string, asked: readonly Identified[], before: Attempt): Promise<Attempt> => {
    const fresh = await load(stream)
    if (E.isLeft(fresh)) return { ...before, result: failed(before.result) ? before.result : fresh, final: true }
    const { revision } = fresh.right
    if (!clashed(before.result) && revision === before.revision) return { ...before, final: true }
    const result = await once(stream, asked, fresh.right)
    return { result, revision, final: stands(result) }
  }

  const run = async (stream: string, asked: readonly Identified[]): Promise<Result> => {
    // A stream that is not remembered may well be new: that is tried first, and most first commands need no read.
    const start = cache.get(stream) ?? unwritten(practice)
    const result = await once(stream, asked, start)
    let last: Attempt = { result, revision: start.revision, final: stands(result) }
    // What is remembered may be stale: a refusal, or "nothing to do", counts only on facts that are still so.
    for (let attempt = 1; attempt < attempts && !last.final; attempt++) {
      if (attempt > 1) await pause(Math.random() * 2 ** Math.min(attempt, 7))
      last = await again(stream, asked, last)
    }
    if (clashed(last.result)) cache.delete(stream)
    return last.result
  }

  return {
    /** Runs commands of one stream in order, all or nothing. */
    askAll: (stream: string, asked: readonly Asked<Message>[]): Promise<Result> => {
      const all = asked.map((one) => identified(one, observer?.correlates))
      const watch = watching(stream, all)
      return inTurn(stream, () => watch(() => run(stream, all)))
    },
  }
}
