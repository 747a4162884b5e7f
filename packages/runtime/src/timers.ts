import * as E from 'fp-ts/lib/Either.js'
import {
  canonicalJson,
  instantOf,
  millisOf,
  uuidv5,
  type AnyTimers,
  type Instant,
  type Message,
  type Position,
  type Uuid,
  type Waiting,
} from '@deskledger/kernel'
import type { Found, Views } from '@deskledger/read-store'
import type { Dispatch } from './dispatch.ts'
import type { OnRefused } from './flows.ts'
import { steps } from './steps.ts'
import { isVerdict, type RuntimeFailure } from './trouble.ts'

/** The namespace of what timers ask; their names are its first level. */
const NAMESPACE = '0d2f6f0a-64a5-5a33-8d0e-3f0f4f0f7a52' as Uuid

export interface TimerParts {
  readonly views: Views
  readonly dispatch: Dispatch
  readonly now: () => Instant
  /** brings the read models past a position; what was asked shows in them then */
  readonly pass: (position: Position | undefined) => Promise<E.Either<RuntimeFailure, unknown>>
  /** told of commands that a rule refused; they are asked again once their instant or their command is another */
  readonly onRefused?: OnRefused | undefined
  /** timers taken up at once, default 100 */
  readonly page?: number
}

/** What is asked of one document, and the identity of that: the same whenever, and by whomever, it is asked. */
interface Woken {
  readonly command: Message
  readonly commandId: Uuid
}

const wokenBy = ({ name, after = 0, asks }: AnyTimers, { key, document }: Found): Woken => {
  const waiting = document as Waiting
  const dueAt = instantOf(millisOf(waiting.wakeAt) + after)
  const command = asks(waiting, dueAt)
  return { command, commandId: uuidv5(uuidv5(NAMESPACE, name), canonicalJson([key, dueAt, command])) }
}

/** Identities, the latest so many. */
const recentIds = (most: number) => {
  const ids = new Set<Uuid>()
  return {
    has: (id: Uuid) => ids.has(id),
    add: (id: Uuid) => {
      ids.add(id)
      if (ids.size <= most) return
      for (const oldest of ids) {
        ids.delete(oldest)
        return
      }
    },
  }
}

/**
 * Asks what waits for its instant, in the order of instants. Which instants there are is a table of a read model, so
 * that nothing is kept here that a crash could lose: what is due and was not asked is due still.
 */
export const timerRunner = (parts: TimerParts, timers: AnyTimers) => {
  const { views, dispatch, now, pass, page = 100 } = parts
  const asked = recentIds(10_000)
  /** The instant that `wakeAt` must have reached for its document to be due. */
  const reached = () => instantOf(millisOf(now()) - (timers.after ?? 0))

  const pageAfter = (after: string | undefined) =>
    views.find(timers.table, {
      where: [{ path: 'wakeAt', upTo: reached() }],
      sort: [{ path: 'wakeAt' }],
      limit: page,
      ...(after === undefined ? {} : { after }),
    })()

  /** The first that are due and were not asked before: asking again would come to the same. */
  const due = (): Promise<E.Either<RuntimeFailure, readonly Woken[]>> =>
    steps(async (take) => {
      for (let after: string | undefined; ;) {
        const { found, next } = await take(pageAfter(after))
        const willing = found.map((one) => wokenBy(timers, one)).filter(({ commandId }) => !asked.has(commandId))
        if (willing.length > 0 || next === null) return willing
        after = next
      }
    })

  /** Asks one; answers the position of what it came to. */
  const wake = async ({ command, commandId }: Woken): Promise<E.Either<RuntimeFailure, Position | undefined>> => {
    const answer = await dispatch([
      { command, commandId, correlationId: commandId, causationId: commandId, because: { by: timers.name } },
    ])
    if (E.isRight(answer)) {
      asked.add(commandId)
      return E.right(answer.right[0]?.position)
    }
    const trouble = answer.left
    if (!isVerdict(trouble)) return E.left(trouble)
    asked.add(commandId)
    parts.onRefused?.({
      by: timers.name,
      command,
      refusal: trouble.type === 'Refused' ? trouble.refusal : trouble,
      correlationId: commandId,
    })
    return E.right(undefined)
  }

  return {
    name: timers.name,
    /** Asks everything that is due; answers how much it was. */
    work: (): Promise<E.Either<RuntimeFailure, number>> =>
      steps(async (take) => {
        for (let count = 0; ;) {
          const waiting = await take(due())
          if (waiting.length === 0) return count
          let furthest: Position | undefined
          for (const one of waiting) {
            const position = await take(wake(one))
            if (position !== undefined && position > (furthest ?? '')) furthest = position
          }
          await take(pass(furthest))
          count += waiting.length
        }
      }),
    /** Milliseconds until the next that is not due yet; undefined: none waits. */
    next: (): Promise<E.Either<RuntimeFailure, number | undefined>> =>
      steps(async (take) => {
        const where = [{ path: 'wakeAt', after: reached() }]
        const { found } = await take(views.find(timers.table, { where, sort: [{ path: 'wakeAt' }], limit: 1 })())
        const [first] = found
        if (first === undefined) return undefined
        return Math.max(0, millisOf((first.document as Waiting).wakeAt) - millisOf(reached()))
      }),
  }
}
