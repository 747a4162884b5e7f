import * as fc from 'fast-check'
import type { Instant } from '../words.ts'
import { weekdays, type WorkingHoursDefinition } from './definition.ts'
import type { Pause } from './pauses.ts'
import { wallIn } from './slow-hours.spec.kit.ts'
import { dateOf, DAY, instantAt } from './texts.ts'

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Hours of a day that do not overlap: some touch, some end at 24:00, often on quarters as people write them. */
const hoursOfADay = fc
  .uniqueArray(fc.oneof(fc.constantFrom(0, 60, 120, 150, 180, 540, 720, 1020, 1440), fc.nat({ max: 1440 })), {
    maxLength: 6,
  })
  .map((cuts) => cuts.toSorted((a, b) => a - b))
  .chain((cuts) =>
    fc.array(fc.boolean(), { minLength: cuts.length, maxLength: cuts.length }).map((taken) =>
      cuts.flatMap((from, place) => {
        const to = cuts[place + 1]
        return to !== undefined && taken[place] === true ? [[clock(from), clock(to)] as const] : []
      }),
    ),
  )
const allDay = fc.constant([['00:00', '24:00'] as const])
const office = fc.constant([['09:00', '12:00'] as const, ['13:00', '17:30'] as const])

const day = fc.oneof({ arbitrary: hoursOfADay, weight: 3 }, allDay, office, fc.constant([]))

const zones = Intl.supportedValuesOf('timeZone')
/** Half of them such as change their clocks oddly: half hours, at midnight, twice in a Ramadan, over the date line. */
const odd = [
  'Africa/Casablanca',
  'America/Havana',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Antarctica/Troll',
  'Asia/Gaza',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Europe/Dublin',
  'Pacific/Apia',
  'Pacific/Kwajalein',
]
const timeZone = fc.oneof(fc.constantFrom(...zones), fc.constantFrom(...odd), fc.constantFrom('UTC', 'Europe/Berlin'))

/** The days in a year on which a zone's clocks change. */
const changesIn = (zone: string, year: number): readonly number[] => {
  const wall = wallIn(zone)
  const first = Date.UTC(year, 0, 1) / 1000
  const days = Array.from({ length: 365 }, (_, day) => first + day * DAY)
  return days.filter((at) => wall(at) - at !== wall(at + DAY) - at - DAY)
}

/** Hours and a moment that matters to them: most of the time clocks change within a day of it. */
export interface Case {
  readonly definition: WorkingHoursDefinition
  /** seconds since 1970 */
  readonly near: number
}

export const cases: fc.Arbitrary<Case> = fc
  .record({
    timeZone,
    year: fc.integer({ min: 1970, max: 2099 }),
    pick: fc.nat({ max: 1000 }),
    rest: fc.integer({ min: -DAY, max: DAY }),
    days: fc.tuple(day, day, day, day, day, day, day),
    holidays: fc.uniqueArray(fc.integer({ min: -3, max: 3 }), { maxLength: 2 }),
    extra: fc.uniqueArray(fc.record({ in: fc.integer({ min: -3, max: 3 }), hours: hoursOfADay }), {
      maxLength: 2,
      selector: (one) => one.in,
    }),
  })
  .map(({ year, pick, rest, days, holidays, extra, timeZone }) => {
    const changes = changesIn(timeZone, year)
    const near = (changes[pick % Math.max(changes.length, 1)] ?? Date.UTC(year, 0, 1 + (pick % 365)) / 1000) + rest
    const date = (away: number) => dateOf(Math.floor(near / DAY) + away)
    return {
      near,
      definition: {
        timeZone,
        weekly: { ...Object.fromEntries(weekdays.map((name, place) => [name, days[place] ?? []])) },
        holidays: holidays.map(date),
        extra: extra.flatMap((one) => one.hours.map(([from, to]) => ({ date: date(one.in), from, to }))),
      },
    }
  })
  .filter(({ definition }) => Object.values(definition.weekly).some((hours) => hours.length > 0))

/** Pauses within so many seconds of a moment: in any order, overlapping, empty, backwards, and some without an end. */
export const pausesNear = (near: number, reach: number): fc.Arbitrary<readonly Pause[]> => {
  const at = fc.integer({ min: near - reach, max: near + reach })
  const pause = fc.tuple(at, fc.option(at, { freq: 12 }))
  return fc
    .array(pause, { maxLength: 5 })
    .map((all) => all.map(([from, to]): Pause => [instantAt(from), to === null ? null : instantAt(to)]))
}

/** The same instant with a part of a second. */
export const withMillis = (at: number, millis: number): Instant =>
  instantAt(at).replace('.000Z', `.${String(millis).padStart(3, '0')}Z`) as Instant
