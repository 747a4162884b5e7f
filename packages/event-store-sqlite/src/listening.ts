import type { Bell } from '@deskledger/event-store'
import type { Database } from './sqlite.ts'

/** Milliseconds between looks for what other processes have written. */
const BETWEEN_LOOKS = 20

/** Rings the bell when another process has written, while somebody follows the log. Keeps no process alive. */
export const openListening = (database: Database, bell: Bell) => {
  const version = database.prepare('PRAGMA data_version')
  let followers = 0
  let seen: unknown
  let timer: NodeJS.Timeout | undefined

  const look = () => {
    if (bell.waiting() === 0) return
    try {
      const now = version.get()?.['data_version']
      if (now !== seen) bell.ring()
      seen = now
    } catch {
      bell.ring() // the reads that follow meet the same trouble and can say so
    }
  }
  const close = () => {
    clearInterval(timer)
    timer = undefined
  }
  async function* listened<A>(followed: AsyncIterable<A>): AsyncGenerator<A, void, undefined> {
    followers += 1
    timer ??= setInterval(look, BETWEEN_LOOKS).unref()
    try {
      yield* followed
    } finally {
      followers -= 1
      if (followers === 0) close()
    }
  }
  return {
    whileIterating: <A>(followed: AsyncIterable<A>): AsyncIterable<A> => ({
      [Symbol.asyncIterator]: () => listened(followed),
    }),
    close,
  }
}
