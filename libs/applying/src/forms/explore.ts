import { equalJson, type Mistake } from '@deskledger/kernel'
import type { Repair } from './repairs.ts'

/** How mistakes of a kind of document are looked for, beyond the first ones. */
export interface Exploring<Found extends Mistake> {
  /** those that can be told at once: of the form, or else of what it says */
  readonly mistakesIn: (value: unknown) => readonly Found[]
  readonly repair: Repair
  /** whether a mistake comes of repairs, not of the document */
  readonly isInduced: (pointer: string, repaired: readonly string[]) => boolean
}

const ROUNDS = 10
/** Mistakes that are repaired at once: what more of them hide is told when some are mended. */
const MOST = 500

/**
 * Every mistake of a document: those found are repaired and it is looked at again, for a mistake of the form hides those of what
 * is said, and one target that cannot be read hides what is wrong with the others.
 */
export const explored = <Found extends Mistake>(
  document: unknown,
  { mistakesIn, repair, isInduced }: Exploring<Found>,
): readonly Found[] => {
  const all: Found[] = []
  let value = document
  for (let round = 0; round < ROUNDS; round++) {
    const repaired = all.map(({ pointer }) => pointer)
    const known = new Set(repaired)
    const isNew = ({ pointer }: Found): boolean => !known.has(pointer) && !isInduced(pointer, repaired)
    const found = mistakesIn(value)
    all.push(...found.filter(isNew))
    if (found.length > MOST) break
    const next = found.reduce((before, { pointer }) => repair(before, pointer), value)
    if (equalJson(next, value)) break
    value = next
  }
  return all
}
