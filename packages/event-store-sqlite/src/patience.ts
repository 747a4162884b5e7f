import { isBusy } from './sqlite.ts'

const nap = new Int32Array(new SharedArrayBuffer(4))

/** Short at first, so that a gap between two commits of a busy neighbour is found; uneven, so that two never keep step. */
const pause = (attempt: number): number => Math.min(8, 0.2 * (attempt + 1)) * (0.5 + Math.random())

/**
 * Does something that another connection may hold up, again and again until the bound, blocking this thread.
 * Throws the last error when the bound is over, and any other error at once.
 * @unit  bound in milliseconds
 */
export const patiently = <A>(bound: number, act: () => A): A => {
  const end = performance.now() + bound
  for (let attempt = 0; ; attempt++) {
    try {
      return act()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error
      Atomics.wait(nap, 0, 0, pause(attempt))
    }
  }
}

/** The same without blocking. */
export const patientlyLater = async <A>(bound: number, act: () => A): Promise<A> => {
  const end = performance.now() + bound
  for (;;) {
    try {
      return act()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}
