import type { Bytes, Input } from './input.ts'

/** How far an import is. First the whole log is read and checked, then it is stored. */
export interface Progress {
  readonly phase: 'reading' | 'storing'
  /** read, then stored */
  readonly rows: number
  /** null while the log is read */
  readonly totalRows: number | null
  /** of the file as it is on disk, compressed or not */
  readonly bytes: number
  /** null for standard input */
  readonly totalBytes: number | null
}

const EVERY_BYTES = 65_536
const EVERY_ROWS = 500

/** Tells how far an import is, now and then. */
export interface Teller {
  readonly input: Input
  readonly reading: (rows: number) => void
  readonly storing: (rows: number, totalRows: number) => void
}

/** Counts the bytes of an input as they are read. */
export const teller = (input: Input, tell: (progress: Progress) => void = () => undefined): Teller => {
  const { totalBytes } = input
  let bytes = 0
  let toldBytes = 0
  let toldRows = 0
  async function* counted(): Bytes {
    for await (const chunk of input.bytes) {
      bytes += chunk.length
      yield chunk
    }
  }
  return {
    input: { ...input, bytes: counted() },
    reading: (rows) => {
      if (bytes - toldBytes < EVERY_BYTES) return
      toldBytes = bytes
      tell({ phase: 'reading', rows, totalRows: null, bytes, totalBytes })
    },
    storing: (rows, totalRows) => {
      if (rows - toldRows < EVERY_ROWS && rows < totalRows) return
      toldRows = rows
      tell({ phase: 'storing', rows, totalRows, bytes, totalBytes })
    },
  }
}
