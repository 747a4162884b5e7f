import { setMaxListeners } from 'node:events'
import type { ServerResponse } from 'node:http'

/** Milliseconds that a reader has to take the end of a stream when the server stops. */
const GRACE = 250

/** A stream ends when the server stops; a reader who does not take it to its end does not hold the server up. */
export const cutOff = (response: ServerResponse, stopping: AbortSignal): void => {
  setMaxListeners(0, stopping) // one for each stream that is read, however many these are
  let timer: NodeJS.Timeout | undefined
  const stop = (): void => {
    timer = setTimeout(() => response.destroy(), GRACE)
  }
  stopping.addEventListener('abort', stop, { once: true })
  if (stopping.aborted) stop()
  response.once('close', () => {
    clearTimeout(timer)
    stopping.removeEventListener('abort', stop)
  })
}
