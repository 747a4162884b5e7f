import type { Proposal } from './log/entries.ts'

/** How large an append may be, in bytes, and what counts. */
export interface SizeLimits {
  readonly append: number
  readonly event: number
  readonly sizeOf: (event: Proposal) => number
}

const MiB = 1024 * 1024

const dataOnly = ({ data }: Proposal): number => data.length
/** Types are stored two bytes a letter. */
const whole = ({ data, metadata, type }: Proposal): number => data.length + metadata.length + 2 * type.length

const versionIn = (version: string): readonly [number, number] => {
  const [year = 0, month = 0] = version.split('.').map(Number)
  return [year, month]
}

/** The limits of a version: 24.10 counts data alone; 25.0 all of an event; from 25.1 appends are larger, events are not. */
export const limitsOf = (version: string): SizeLimits => {
  const [year, month] = versionIn(version)
  if (year < 25) return { append: MiB, event: Infinity, sizeOf: dataOnly }
  if (year === 25 && month < 1) return { append: MiB, event: Infinity, sizeOf: whole }
  return { append: 256 * MiB, event: 16 * MiB, sizeOf: whole }
}
