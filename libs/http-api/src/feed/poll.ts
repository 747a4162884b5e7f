import type { Batch } from '@deskledger/event-store'
import type { Position } from '@deskledger/kernel'
import { endingWith } from './ending.ts'
import type { Reader, Stretches } from './stretches.ts'

export interface Polling {
  readonly stretches: Stretches
  readonly signal: AbortSignal
  /** milliseconds to wait for something that somebody may see; 0: what is there is told, and no more is looked at */
  readonly wait: number
}

/** One look at the log: the first stretch that has something in it; empty where nothing came while it waited. */
export const poll = async (reader: Reader, { stretches, signal, wait }: Polling): Promise<Batch> => {
  const ending = endingWith(signal, wait)
  let passed: { readonly position: Position; readonly caughtUp: boolean } = { position: reader.after, caughtUp: false }
  try {
    for await (const stretch of stretches(reader, ending.signal)) {
      if (stretch.events.length > 0 || wait === 0) return stretch
      passed = stretch
    }
  } finally {
    ending.end()
  }
  return { ...passed, events: [] }
}
