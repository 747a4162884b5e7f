import type { WorkingHoursDefinition } from '@deskledger/kernel/working-time'

const usualDay = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
] as const

const years = Array.from({ length: 10 }, (_, n) => String(2020 + n))
const holidays = ['01-01', '01-06', '03-29', '05-01', '05-09', '05-20', '10-03', '12-24', '12-25', '12-26']

/** What a desk in Berlin works: nine to five with lunch on five days a week, ten holidays a year for ten years. */
export const usualHours: WorkingHoursDefinition = {
  timeZone: 'Europe/Berlin',
  weekly: { mon: usualDay, tue: usualDay, wed: usualDay, thu: usualDay, fri: usualDay },
  holidays: years.flatMap((year) => holidays.map((day) => `${year}-${day}`)),
  extra: [],
}
