import type { TableId, ViewFailure } from './port.ts'

/** A query, cursor, name or document that no store takes. */
export const badQuery = (message: string): ViewFailure => ({ type: 'BadQuery', message })

/** A table that nobody prepared, or that was dropped. */
export const noSuchTable = ({ name, generation }: TableId): ViewFailure =>
  badQuery(`There is no table '${name}' of generation '${generation}' in this read store. Prepare it first.`)

/** A store that was closed. */
export const viewsClosed: ViewFailure = {
  type: 'ViewsClosed',
  message: 'This read store was closed. Open it again to read or write.',
}
