import type { Position } from '@deskledger/kernel'
import { further } from './positions.ts'

/** What the server said since last asked. */
export interface Due {
  /** everything up to here was looked at */
  readonly position: Position | undefined
  readonly caughtUp: boolean
}

const NOTHING: Due = { position: undefined, caughtUp: false }

/** What the server said between two events. */
interface Marker extends Due {
  /** how many events came before it */
  readonly behind: number
}

/**
 * Holds back what the server says until the events it said before are taken: the client passes checkpoints on at once,
 * while events wait to be read.
 */
export const openMarkers = () => {
  let held: Marker[] = []
  return {
    checkpoint: (behind: number, position: Position) => {
      const last = held.at(-1)
      // Checkpoints of a long silence are one.
      if (last?.behind === behind && !last.caughtUp)
        held = [...held.slice(0, -1), { ...last, position: further(last.position ?? position, position) }]
      else held.push({ behind, position, caughtUp: false })
    },
    caughtUp: (behind: number) => {
      held.push({ behind, position: undefined, caughtUp: true })
    },
    /** those that are due once so many events are taken */
    due: (taken: number): Due => {
      if (held.length === 0) return NOTHING
      const due = held.filter(({ behind }) => behind <= taken)
      if (due.length > 0) held = held.slice(due.length)
      return {
        position: due.reduce<Position | undefined>(
          (most, { position }) => (position === undefined ? most : further(most ?? position, position)),
          undefined,
        ),
        caughtUp: due.some(({ caughtUp }) => caughtUp),
      }
    },
    count: () => held.length,
  }
}
