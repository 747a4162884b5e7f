/** The part of the client's streams that is used. */
interface Source {
  readonly readableLength: number
  readonly read: () => unknown
  readonly on: (event: string, listener: (...args: unknown[]) => void) => unknown
}

/** How what is read came to its end. */
export type FeedEnd = { readonly kind: 'end' } | { readonly kind: 'error'; readonly error: unknown }

/** A read or a subscription of the client, taken from piece by piece. */
export interface Feed<A> {
  /** the next that has arrived; undefined: nothing has. What is not taken holds the server back. */
  readonly take: () => A | undefined
  /** how many have arrived and were not taken */
  readonly unread: () => number
  /** set once nothing more arrives; what arrived before can still be taken */
  readonly end: () => FeedEnd | undefined
  /**
   * Resolves with true when something may have arrived, when it ended, or when it was rung;
   * with false after so many milliseconds of silence.
   */
  readonly wait: (patience: number) => Promise<boolean>
  /** wakes who waits */
  readonly ring: () => void
  /** cancels it at the server; errors that come afterwards are of no interest */
  readonly stop: () => void
}

const WAITING_FOREVER = Infinity

/** The client keeps a call open when whoever reads it leaves; and an error without a listener ends the process. */
export const openFeed = <A>(source: Source, cancel: () => Promise<void>): Feed<A> => {
  let end: FeedEnd | undefined
  let rung = false
  let wake: (() => void) | undefined

  const ring = () => {
    rung = true
    wake?.()
  }
  const finish = (how: FeedEnd) => {
    end ??= how
    ring()
  }
  source.on('readable', ring)
  source.on('end', () => {
    finish({ kind: 'end' })
  })
  source.on('close', () => {
    finish({ kind: 'end' })
  })
  source.on('error', (error) => {
    finish({ kind: 'error', error })
  })
  return {
    take: () => (source.read() as A | null) ?? undefined,
    unread: () => source.readableLength,
    end: () => end,
    ring,
    wait: (patience) => {
      if (rung || end !== undefined) {
        rung = false
        return Promise.resolve(true)
      }
      return new Promise((resolve) => {
        const settle = (heard: boolean) => {
          clearTimeout(timer)
          wake = undefined
          rung = false
          resolve(heard)
        }
        const timer =
          patience === WAITING_FOREVER
            ? undefined
            : setTimeout(() => {
                settle(false)
              }, patience)
        wake = () => {
          settle(true)
        }
      })
    },
    stop: () => {
      finish({ kind: 'end' })
      cancel().catch(() => undefined)
    },
  }
}
