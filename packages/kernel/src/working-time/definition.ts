import * as t from 'io-ts'

/** The days of a week as calendars name them, Monday first (ISO 8601). */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

const Times = t.readonly(t.tuple([t.string, t.string]), 'a pair of local times such as ["09:00", "17:00"]')
const Day = t.readonlyArray(Times)

const Extra = t.strict({ date: t.string, from: t.string, to: t.string }, 'ExtraHours')

/**
 * When work is done, as people write it: the shape alone, what it means is judged by `workingHours`. Local times are
 * `HH:MM`, an end may be `24:00`; local dates are `YYYY-MM-DD`; the zone is a name of the IANA database. A holiday takes
 * the weekly hours of its date away; extra hours come on top of what its date has, holiday or not.
 * @example { timeZone: 'Europe/Berlin', weekly: { mon: [['09:00', '17:00']] }, holidays: ['2024-12-25'], extra: [] }
 */
export const WorkingHoursDefinition = t.exact(
  t.intersection([
    t.type({
      timeZone: t.string,
      weekly: t.exact(t.partial({ mon: Day, tue: Day, wed: Day, thu: Day, fri: Day, sat: Day, sun: Day })),
    }),
    t.partial({ holidays: t.readonlyArray(t.string), extra: t.readonlyArray(Extra) }),
  ]),
  'WorkingHoursDefinition',
)
export type WorkingHoursDefinition = t.TypeOf<typeof WorkingHoursDefinition>
