/** A rising list cut into as many steps of equal height as it has numbers: a number is looked for in its step alone. */
export interface Rising {
  readonly list: Float64Array
  /** how many numbers lie below each step, and at last in all steps */
  readonly below: Uint32Array
  /** steps to one */
  readonly scale: number
}

/** The step of a value; a greater value is never in a lower step, whatever is lost by rounding. */
const stepOf = (list: Float64Array, scale: number, value: number): number =>
  Math.max(Math.min(Math.floor((value - (list[0] ?? 0)) * scale), list.length - 1), 0)

export const risingFrom = (list: Float64Array): Rising => {
  const height = (list.at(-1) ?? 0) - (list[0] ?? 0)
  const scale = height > 0 ? (list.length - 1) / height : 0
  const below = new Uint32Array(list.length + 1)
  for (const [place, value] of list.entries()) below[stepOf(list, scale, value) + 1] = place + 1
  for (let step = 1; step < below.length; step++) below[step] = Math.max(below[step] ?? 0, below[step - 1] ?? 0)
  return { list, below, scale }
}

/** The place of the last number that is not above a value; -1: all are above. As `lastUpTo`, in steps instead of halves. */
export const lastIn = ({ list, below, scale }: Rising, value: number): number => {
  const step = stepOf(list, scale, value)
  let low = below[step] ?? 0
  let high = below[step + 1] ?? 0
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}
