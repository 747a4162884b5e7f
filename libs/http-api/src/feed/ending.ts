/** Something that ends with a signal, or earlier. */
export interface Ending {
  readonly signal: AbortSignal
  readonly end: () => void
}

/**
 * A signal of its own that aborts with another one, or after so many milliseconds. `end` aborts it and lets go of both.
 */
export const endingWith = (other: AbortSignal, after: number): Ending => {
  const own = new AbortController()
  const end = (): void => {
    clearTimeout(timer)
    other.removeEventListener('abort', end)
    own.abort()
  }
  const timer = setTimeout(end, after)
  other.addEventListener('abort', end)
  if (other.aborted) end()
  return { signal: own.signal, end }
}
