import { dayNumber, isInstant } from '../calendar.ts'
import { instantOf } from '../instants.ts'
import type { Instant } from '../words.ts'

/** Seconds of a day by a clock that does not change. */
export const DAY = 86_400

const ZERO = 48
const two = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * ZERO

/** Days from 1970-01-01 of the date that a text begins with. */
const dayOfText = (text: string): number => dayNumber(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8))

/** Whole seconds since 1970; parts of a second are cut off. */
export const secondsOf = (instant: Instant): number =>
  dayOfText(instant) * DAY + two(instant, 11) * 3600 + two(instant, 14) * 60 + two(instant, 17)

const REMEMBERED = 10_000
const dates = new Map<number, string>()

/** The date so many days from 1970-01-01. */
export const dateOf = (day: number): string => {
  const known = dates.get(day)
  if (known !== undefined) return known
  if (dates.size >= REMEMBERED) dates.clear()
  const text = instantOf(day * DAY * 1000).slice(0, 10)
  dates.set(day, text)
  return text
}

const digits = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))
const clocks = Array.from(
  { length: 24 * 60 },
  (_, n) => `T${digits[Math.floor(n / 60)] ?? ''}:${digits[n % 60] ?? ''}:`,
)
const ends = digits.map((second) => `${second}.000Z`)

/** The instant so many whole seconds after 1970; years 0000 to 9999. */
export const instantAt = (seconds: number): Instant => {
  const day = Math.floor(seconds / DAY)
  const rest = seconds - day * DAY
  const minute = Math.floor(rest / 60)
  return (dateOf(day) + (clocks[minute] ?? '') + (ends[rest - minute * 60] ?? '')) as Instant
}

/** The day of a local date, counted from 1970-01-01; null: the text is no date, or none that exists. */
export const dayOfDate = (date: string): number | null => (isInstant(`${date}T00:00:00.000Z`) ? dayOfText(date) : null)

const time = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/

/** Seconds from midnight of a local time `HH:MM`, up to `24:00`; null: the text is none. */
export const secondsOfTime = (text: string): number | null =>
  time.test(text) ? two(text, 0) * 3600 + two(text, 3) * 60 : null
