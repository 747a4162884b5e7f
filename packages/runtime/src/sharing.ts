import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadStore, ViewFailure } from '@deskledger/read-store'
import { leases, type LeaseOptions } from './leases.ts'
import { members } from './members.ts'
import { steps } from './steps.ts'

/** The same pieces in another order for another holder, so that they do not all want the same first. */
const inOrderOf = (holder: string, pieces: readonly string[]): readonly string[] => {
  const start = Array.from(holder).reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0)
  const first = pieces.length === 0 ? 0 : start % pieces.length
  return [...pieces.slice(first), ...pieces.slice(0, first)]
}

/**
 * Shares pieces of work among the processes that are there: each holds leases on about as many as the others. Whoever
 * is gone loses its share when its leases are over.
 */
export const sharing = (views: ReadStore, pieces: readonly string[], options: LeaseOptions) => {
  const lease = leases(views, options)
  const member = members(views, options.holder, options.now)
  const wanted = inOrderOf(options.holder, pieces)
  let held: readonly string[] = []

  /** One look at who is there and what is free; answers what is held now. */
  const look = (): Promise<E.Either<ViewFailure, readonly string[]>> =>
    steps(async (take) => {
      const workers = await take(member.present(options.duration))
      const share = Math.ceil(pieces.length / Math.max(1, workers))
      const kept: string[] = []
      for (const piece of [...held, ...wanted.filter((one) => !held.includes(one))])
        if (kept.length < share && (await take(lease.take(piece)))) kept.push(piece)
      for (const piece of held.filter((one) => !kept.includes(one))) await take(lease.release(piece))
      held = kept
      return held
    })

  return {
    open: member.prepare,
    look,
    held: () => held,
    /** Gives everything back. */
    leave: (): Promise<E.Either<ViewFailure, void>> =>
      steps(async (take) => {
        const mine = held
        held = []
        for (const piece of mine) await take(lease.release(piece))
        await take(member.leave())
      }),
    /** Resolves when it is time to look again, or when the signal aborts. */
    rest: (signal: AbortSignal): Promise<unknown> =>
      pause(options.duration / 3, undefined, { signal }).catch(() => undefined),
  }
}
