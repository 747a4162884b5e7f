import type { Instant } from '@deskledger/kernel'
import type { Mapping } from './mapping.ts'
import type { Parse } from './readers.ts'
import { timeReader } from './time-format.ts'

/** How the times of each column are read, by column. */
export const timeParsers = ({ times }: Mapping): ReadonlyMap<string, Parse<Instant>> =>
  new Map(
    times.flatMap(({ columns, format, zone }) => {
      const read = timeReader(format, zone)
      const parse: Parse<Instant> = (text) => {
        const value = read(text)
        return value === null ? { wrong: `there is no such time of the form ${format}` } : { value }
      }
      return columns.map((column) => [column, parse] as const)
    }),
  )
