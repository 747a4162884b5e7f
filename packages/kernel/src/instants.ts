import { dayNumber } from './calendar.ts'
import type { Instant } from './words.ts'

const DAY = 86_400_000

const digits = (text: string, from: number, count: number): number => {
  let n = 0
  for (let i = from; i < from + count; i++) n = n * 10 + text.charCodeAt(i) - 48
  return n
}

/** Milliseconds since 1970-01-01T00:00:00.000Z. */
export const millisOf = (instant: Instant): number =>
  dayNumber(digits(instant, 0, 4), digits(instant, 5, 2), digits(instant, 8, 2)) * DAY +
  digits(instant, 11, 2) * 3_600_000 +
  digits(instant, 14, 2) * 60_000 +
  digits(instant, 17, 2) * 1000 +
  digits(instant, 20, 3)

const pad = (n: number, width: number): string => String(n).padStart(width, '0')

/**
 * The instant so many milliseconds after 1970; years 0000 to 9999.
 * @source  H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days
 */
export const instantOf = (millis: number): Instant => {
  const days = Math.floor(millis / DAY)
  const rest = millis - days * DAY
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const clock = `${pad(Math.floor(rest / 3_600_000), 2)}:${pad(Math.floor(rest / 60_000) % 60, 2)}:${pad(Math.floor(rest / 1000) % 60, 2)}.${pad(rest % 1000, 3)}`
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${clock}Z` as Instant
}

/** Elapsed seconds from one instant to another; negative when the second comes first. */
export const secondsBetween = (from: Instant, to: Instant): number => (millisOf(to) - millisOf(from)) / 1000

/** The UTC day an instant falls on: `2025-03-01`. */
export const dayOf = (instant: Instant): string => instant.slice(0, 10)

/** An instant as people read it: `2016-03-01 09:30:00`, milliseconds only where there are any; its zone is UTC. */
export const wordsForInstant = (instant: string): string =>
  `${instant.slice(0, 10)} ${instant.slice(11, instant.endsWith('.000Z') ? 19 : 23)}`

export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b)
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b)

/** `3 d 4 h`, `12 min`, `45 s`: the two largest units of a whole number of seconds. */
export const wordsForSeconds = (seconds: number): string => {
  const sign = seconds < 0 ? '-' : ''
  const whole = Math.round(Math.abs(seconds))
  const parts = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ] as const
  const first = parts.findIndex(([amount]) => amount > 0)
  if (first === -1) return '0 s'
  const shown = parts.slice(first, first + 2).filter(([amount]) => amount > 0)
  return sign + shown.map(([amount, unit]) => `${amount} ${unit}`).join(' ')
}
