/**
 * Counts of values by logarithmic bucket: quantiles of whatever is added, within 1 % of the true value.
 * Sketches merge by adding, and what was added can be taken back. Zero has a bucket of its own; values are 0 or more.
 * @source  C. Masson, J. Rim, H. Lee, "DDSketch", VLDB 2019
 */
export interface Sketch {
  readonly zeros: number
  /** bucket number -> count, no zero counts */
  readonly buckets: Readonly<Record<string, number>>
}

/** A quantile is at most this share above or below the true value. */
export const RELATIVE_ERROR = 0.01

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR)
const LOG_GAMMA = Math.log(GAMMA)

export const emptySketch: Sketch = { zeros: 0, buckets: {} }

const bucketOf = (value: number): string => String(Math.ceil(Math.log(value) / LOG_GAMMA))
const middleOf = (bucket: number): number => (2 * GAMMA ** bucket) / (GAMMA + 1)

export const isEmpty = ({ zeros, buckets }: Sketch): boolean => zeros === 0 && Object.keys(buckets).length === 0

/** A sketch that its owner changes in place. */
export interface OwnSketch {
  zeros: number
  readonly buckets: Record<string, number>
}

/** Adds a value so many times to a sketch of one's own; a negative number takes back. */
export const addTo = (sketch: OwnSketch, value: number, times: number): void => {
  if (value <= 0) {
    sketch.zeros += times
    return
  }
  const bucket = bucketOf(value)
  const count = (sketch.buckets[bucket] ?? 0) + times
  sketch.buckets[bucket] = count
  if (count === 0) Reflect.deleteProperty(sketch.buckets, bucket)
}

/** A sketch with a value added so many times; a negative number takes back. */
export const add = ({ zeros, buckets }: Sketch, value: number, times: number): Sketch => {
  const sketch: OwnSketch = { zeros, buckets: { ...buckets } }
  addTo(sketch, value, times)
  return sketch
}

export const merge = (sketches: readonly Sketch[]): Sketch => {
  const buckets: Record<string, number> = {}
  let zeros = 0
  for (const sketch of sketches) {
    zeros += sketch.zeros
    for (const [bucket, count] of Object.entries(sketch.buckets)) buckets[bucket] = (buckets[bucket] ?? 0) + count
  }
  return { zeros, buckets }
}

const sizeOf = ({ zeros, buckets }: Sketch): number => Object.values(buckets).reduce((sum, count) => sum + count, zeros)

const ranked = (sketch: Sketch, rank: number): number => {
  const counts = Object.entries(sketch.buckets)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .sort(([a], [b]) => a - b)
  let left = rank - sketch.zeros
  for (const [bucket, count] of counts) {
    if (left <= 0) return 0
    left -= count
    if (left <= 0) return middleOf(bucket)
  }
  return 0
}

/** The ceil(q·n)-th smallest value (nearest rank), within `RELATIVE_ERROR`; null when nothing was added. */
export const quantile = (sketch: Sketch, q: number): number | null => {
  const n = sizeOf(sketch)
  return n === 0 ? null : ranked(sketch, Math.min(n, Math.max(1, Math.ceil(q * n))))
}

/** The mean of the middle two values (the middle one of an odd number), within `RELATIVE_ERROR`; null when nothing was added. */
export const median = (sketch: Sketch): number | null => {
  const n = sizeOf(sketch)
  return n === 0 ? null : (ranked(sketch, Math.ceil(n / 2)) + ranked(sketch, Math.floor(n / 2) + 1)) / 2
}
