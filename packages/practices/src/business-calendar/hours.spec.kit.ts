import { weekdays } from '@deskledger/kernel/working-time'
import * as fc from 'fast-check'

const dates = ['2025-01-01', '2025-02-28', '2025-12-25', '2025-12-26']
const day = fc.constantFrom<readonly (readonly [string, string])[]>(
  [],
  [['09:00', '17:00']],
  [
    ['13:00', '17:00'],
    ['08:00', '12:00'],
  ],
  [['00:00', '24:00']],
)
const week = fc.record(Object.fromEntries(weekdays.map((name) => [name, day])), { noNullPrototype: true })
const extra = fc.record(
  { date: fc.constantFrom(...dates), from: fc.constantFrom('10:00', '18:00'), to: fc.constantFrom('12:00', '19:30') },
  { noNullPrototype: true },
)

/** Definitions of hours: most can be, some never open, some extra hours run backwards. */
export const definitions = fc.record(
  {
    timeZone: fc.constantFrom('Europe/Berlin', 'UTC', 'America/Sao_Paulo'),
    weekly: week,
    holidays: fc.uniqueArray(fc.constantFrom(...dates), { maxLength: 3 }),
    extra: fc.array(extra, { maxLength: 2 }),
  },
  { requiredKeys: ['timeZone', 'weekly'], noNullPrototype: true },
)

export const localDates = fc.constantFrom(...dates)
export const extraHours = extra
