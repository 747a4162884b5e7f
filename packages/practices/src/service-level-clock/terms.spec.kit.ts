import type { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import * as fc from 'fast-check'
import { count, steps } from './examples/said.ts'
import type { Goal, Terms } from './words.ts'

const nineToFive = [['09:00', '17:00']] as const
const shifts = [
  ['06:00', '14:00'],
  ['15:00', '24:00'],
] as const

/** Calendars that change clocks, cross midnight, have holidays, breaks, or never close. */
export const definitions: readonly WorkingHoursDefinition[] = [
  {
    timeZone: 'Europe/Berlin',
    weekly: { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive },
    holidays: ['2025-03-31'],
    extra: [{ date: '2025-03-30', from: '00:30', to: '05:30' }],
  },
  {
    timeZone: 'America/New_York',
    weekly: { fri: shifts, sat: [['00:00', '02:00'], ...shifts.slice(0, 1)], sun: shifts, tue: shifts },
    holidays: [],
    extra: [],
  },
  {
    timeZone: 'Australia/Lord_Howe',
    weekly: Object.fromEntries(['mon', 'wed', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]])),
    holidays: ['2025-04-04'],
    extra: [],
  },
]

const goals: readonly Goal[] = [
  { seconds: count(1) },
  { seconds: count(3600) },
  { seconds: count(28_800) },
  { seconds: count(90_001) },
  { days: count(1), endOfDay: false },
  { days: count(2), endOfDay: true },
]

const calendars = definitions.map((definition, index) => ({
  id: `calendar-${index}` as Terms['calendar']['id'],
  version: count(1),
  definition,
}))

/** Terms of every kind. */
export const terms: fc.Arbitrary<Terms> = fc.record({
  agreement: fc.record({
    id: fc.constantFrom('gold' as Terms['agreement']['id'], 'silver' as Terms['agreement']['id']),
    version: fc.constantFrom(count(1), count(2)),
  }),
  calendar: fc.constantFrom(...calendars),
  goal: fc.constantFrom(...goals),
  warnings: fc.constantFrom([], [count(50)], [count(10), count(75), count(99)]),
  escalations: fc.constantFrom([], steps.slice(1, 2), steps),
})
