import type { IncidentId } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import type { Ask, Sink } from './sink.ts'
import type { Tally } from './tally.ts'
import { Halt, troubleOf } from './trouble.ts'

/** Calls that share commits. Four times as many were no faster. */
const AT_ONCE = 64
const MOST_ROWS_A_CALL = 200

/** Rows of one incident, in their order, as many as one call takes. */
export function* portions(asks: Iterable<Ask>): Generator<readonly Ask[]> {
  let portion: Ask[] = []
  for (const ask of asks) {
    const full =
      portion.length >= MOST_ROWS_A_CALL || (portion[0] && portion[0].command.incidentId !== ask.command.incidentId)
    if (full) {
      yield portion
      portion = []
    }
    portion.push(ask)
  }
  if (portion.length > 0) yield portion
}

/** Feeds a sink. What is under way when one call fails is waited for; nothing new is begun. */
export interface Feeding {
  readonly ask: Sink
  readonly tally: Tally
  readonly signal: AbortSignal | undefined
  readonly fed: () => void
}

const answered = async (asks: readonly Ask[], { ask, tally, fed }: Feeding): Promise<void> => {
  const answers = await ask(asks)()
  if (E.isLeft(answers)) throw new Halt(troubleOf('NotStored', answers.left.message, { failure: answers.left }))
  tally.take(asks, answers.right)
  fed()
}

/** Calls under way: those of one incident one after the other, and the first failure ends them all. */
const queue = (feeding: Feeding) => {
  const underWay = new Set<Promise<void>>()
  const failures: unknown[] = []
  let lastKey: IncidentId | undefined
  let last: Promise<void> = Promise.resolve()
  return {
    failures,
    underWay,
    add: (asks: readonly Ask[]) => {
      const key = asks[0]?.command.incidentId
      const before = key === lastKey ? last : Promise.resolve()
      const done = before
        .then(() => (failures.length === 0 ? answered(asks, feeding) : undefined))
        .catch((error: unknown) => {
          failures.push(error)
        })
        .finally(() => underWay.delete(done))
      underWay.add(done)
      lastKey = key
      last = done
    },
  }
}

export const feed = async (all: Iterable<readonly Ask[]>, feeding: Feeding): Promise<void> => {
  const { failures, underWay, add } = queue(feeding)
  try {
    for (const asks of all) {
      if (failures.length > 0 || feeding.signal?.aborted === true) break
      add(asks)
      if (underWay.size >= AT_ONCE) await Promise.race(underWay)
    }
  } finally {
    await Promise.all(underWay)
  }
  if (failures.length > 0) throw failures[0]
}
