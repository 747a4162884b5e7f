import { START, type Position } from '@deskledger/kernel'

/** A place in the server's log. The halves are equal for every normal event, and not for every checkpoint. */
export interface Place {
  readonly commit: bigint
  readonly prepare: bigint
}

const WIDTH = 16
const hex = (half: bigint): string => half.toString(16).padStart(WIDTH, '0')

/** Both halves with 16 hexadecimal digits each, so that texts sort as places do. */
export const positionOf = ({ commit, prepare }: Place): Position => {
  const first = hex(commit)
  return `${first}-${commit === prepare ? first : hex(prepare)}`
}

const shape = /^[0-7][0-9a-f]{15}-[0-9a-f]{16}$/

/** The place that a position of this store names; undefined: it is none of them. START has no place. */
export const placeOf = (position: Position): Place | undefined =>
  shape.test(position)
    ? { commit: BigInt(`0x${position.slice(0, WIDTH)}`), prepare: BigInt(`0x${position.slice(WIDTH + 1)}`) }
    : undefined

/** Whether a text is a position of this store, or START. */
export const isPosition = (position: Position): boolean => position === START || shape.test(position)

/** Whether a place is at or before another. */
export const isUpTo = (place: Place, end: Place): boolean =>
  place.commit < end.commit || (place.commit === end.commit && place.prepare <= end.prepare)

export const further = (a: Position, b: Position): Position => (a > b ? a : b)
