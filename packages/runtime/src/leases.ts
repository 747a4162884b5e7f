import * as E from 'fp-ts/lib/Either.js'
import type { ReadStore, ViewFailure } from '@deskledger/read-store'
import { steps } from './steps.ts'

export interface LeaseOptions {
  /** who holds: another text for each process */
  readonly holder: string
  /** milliseconds that a lease is held unless it is taken again */
  readonly duration: number
  /** milliseconds since 1970 */
  readonly now: () => number
}

interface Held {
  readonly holder: string
  /** milliseconds since 1970 */
  readonly until: number
}

const FREE = 'free'
const modelOf = (name: string): string => `lease ${name}`
const textOf = ({ holder, until }: Held): string => `${String(until).padStart(15, '0')} ${holder}`
const heldIn = (text: string): Held => ({ until: Number(text.slice(0, 15)), holder: text.slice(16) })

/**
 * Rights to work on something for a while, of one holder at a time, kept in the read store.
 *
 * They are for efficiency alone: clocks differ and processes stall, so that two may think they hold one. What they then
 * do twice comes to the same, because writes are guarded by positions.
 */
export const leases = (views: ReadStore, { holder, duration, now }: LeaseOptions) => ({
  /** Takes a lease that is free, or over, or held already; answers whether it is held now. */
  take: (name: string): Promise<E.Either<ViewFailure, boolean>> =>
    steps(async (take) => {
      const text = await take(views.live(modelOf(name))())
      const held = text === undefined || text === FREE ? undefined : heldIn(text)
      if (held !== undefined && held.holder !== holder && held.until > now()) return false
      const mine = { model: modelOf(name), generation: textOf({ holder, until: now() + duration }) }
      return take(views.switchLive(mine, text)())
    }),
  /** Gives a lease back, if it is held still. */
  release: (name: string): Promise<E.Either<ViewFailure, void>> =>
    steps(async (take) => {
      const text = await take(views.live(modelOf(name))())
      if (text === undefined || text === FREE || heldIn(text).holder !== holder) return
      await take(views.switchLive({ model: modelOf(name), generation: FREE }, text)())
    }),
})
