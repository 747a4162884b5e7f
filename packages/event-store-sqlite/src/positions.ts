import { START, type Position } from '@deskledger/kernel'

/** Enough for every row number that a JavaScript number holds exactly. */
const WIDTH = 16

/** The number of a row as a text that sorts as bytes. */
export const positionOf = (row: number): Position => String(row).padStart(WIDTH, '0')

/** The row a position names, 0 before the first; undefined: a position of another store. */
export const rowOf = (position: Position): number | undefined =>
  position === START ? 0 : /^\d{16}$/.test(position) ? Number(position) : undefined
