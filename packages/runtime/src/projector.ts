import * as E from 'fp-ts/lib/Either.js'
import type { Batch, EventStore } from '@deskledger/event-store'
import type { Position, StoredEvent } from '@deskledger/kernel'
import type { ReadStore, ViewFailure } from '@deskledger/read-store'
import type { Generation } from './generation.ts'
import { plainProjector, type PlainOptions, type PlainProjector, type ProjectorOptions } from './project.ts'
import type { RuntimeFailure } from './trouble.ts'

type Outcome = E.Either<RuntimeFailure, void>

const tooLarge = (outcome: Outcome): boolean => E.isLeft(outcome) && outcome.left.type === 'DocumentTooLarge'
const nameOf = (build: string, position: Position): string => `${build} ${position}`

/**
 * Builds generations from one scan of the log. An event whose document the store does not take, because it is too large,
 * parks its stream as one does that cannot be folded: the batch is taken again event by event to find it.
 */
export const projector = (
  sources: { readonly events: EventStore; readonly views: ReadStore },
  generations: readonly Generation[],
  options: ProjectorOptions = {},
) => {
  const reasons = new Map<string, string>()
  const unfit: NonNullable<PlainOptions['unfit']> = (build, place) =>
    reasons.size === 0 ? undefined : reasons.get(nameOf(build, place))
  const stumbled = (build: string, events: readonly StoredEvent[], failure: ViewFailure) => {
    for (const event of events) reasons.set(nameOf(build, event.position), failure.message)
  }
  let inner: PlainProjector = plainProjector(sources, generations, { ...options, unfit })

  /** Takes the log event by event, as far as the one that stumbles; answers whether one was found. */
  const find = async (upTo: Position | undefined): Promise<Outcome> => {
    const known = reasons.size
    const slow = plainProjector(sources, generations, { ...options, unfit, batch: 1, fitting: { stumbled } })
    const opened = await slow.open()
    if (E.isLeft(opened)) return opened
    const outcome = await slow.catchUp(upTo)
    return tooLarge(outcome) && reasons.size > known ? E.right(undefined) : outcome
  }

  const again = async (upTo: Position | undefined): Promise<Outcome> => {
    const found = await find(upTo)
    if (E.isLeft(found)) return found
    inner = plainProjector(sources, generations, { ...options, unfit })
    const opened = await inner.open()
    return E.isLeft(opened) ? opened : catchUp(upTo)
  }

  const catchUp = async (upTo?: Position): Promise<Outcome> => {
    const outcome = await inner.catchUp(upTo)
    return tooLarge(outcome) ? again(upTo) : outcome
  }

  return {
    builders: () => inner.builders,
    /** Makes tables and reads checkpoints; before anything else. */
    open: () => inner.open(),
    /** Everything up to here is written. */
    written: () => inner.written(),
    /** Every build has looked at the log up to here. */
    reached: () => inner.reached(),
    /** Brings all builds to the end of the log as it is now, or to a position. */
    catchUp,
    /** Takes the stretch of the log that begins where all builds stand, and waits until it is written. */
    feed: async (batch: Batch): Promise<Outcome> => {
      const outcome = await inner.feed(batch)
      return tooLarge(outcome) ? again(undefined) : outcome
    },
  }
}

export type Projector = ReturnType<typeof projector>
