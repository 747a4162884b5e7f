import * as E from 'fp-ts/lib/Either.js'
import type { Batch, StoreFailure, Subscription } from '@deskledger/event-store'
import type { Progress } from './gathering.ts'
import type { LogReading } from './reading-log.ts'

/** Milliseconds of silence after which the log is looked at, where a filter hides what is written. */
const NARROW = 500
/** The same where no filter hides anything. */
const WIDE = 5000

/**
 * Looks at the log beside a silent subscription. What passes no filter moves the position on: the server tells of it
 * only now and then. What passes must come by the subscription too; where it does not, the subscription is dead.
 */
export const openProbe = (log: LogReading, { types = [], streams = [] }: Subscription, ring: () => void) => {
  const every = types.length + streams.length > 0 ? NARROW : WIDE
  let since = performance.now()
  let asked: { readonly after: string } | undefined
  let answer: E.Either<StoreFailure, Batch> | undefined
  let suspicions = 0

  return {
    /** something came */
    heard: () => {
      since = performance.now()
      suspicions = 0
    },
    /** milliseconds until it is time to look */
    due: (): number => (asked === undefined ? since + every - performance.now() : Infinity),
    look: (after: string) => {
      asked = { after }
      void log.read({ after, limit: 1, types, streams }).then((read) => {
        answer = read
        ring()
      })
    },
    /** takes what was found into account; false: the subscription is dead */
    judge: (progress: Progress): boolean => {
      if (answer === undefined || asked === undefined) return true
      const [found, { after }] = [answer, asked]
      answer = asked = undefined
      since = performance.now()
      if (E.isLeft(found) || progress.looked !== after) return true
      if (found.right.events.length > 0) suspicions += 1
      else progress.looked = found.right.position
      return suspicions < 2
    },
  }
}
