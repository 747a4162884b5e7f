import { dayNumber, instantOf, isInstant } from '@deskledger/kernel'

const DAY = 86_400_000
const form = /^(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?$/

/** Days are counted from 1970-01-01: what RFC 5545 writes `20251225`; undefined: no date, or none that exists. */
export const dayOfText = (text: string): number | undefined => {
  const [, year = '', month = '', day = ''] = form.exec(text.trim()) ?? []
  return isInstant(`${year}-${month}-${day}T00:00:00.000Z`)
    ? dayNumber(Number(year), Number(month), Number(day))
    : undefined
}

/** `2025-12-25`. */
export const dateOf = (day: number): string => instantOf(day * DAY).slice(0, 10)

/** `20251225`. */
export const basicOf = (day: number): string => dateOf(day).replaceAll('-', '')

/** The day of `2025-12-25`; undefined: no date, or none that exists. */
export const dayOfDate = (date: string): number | undefined =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) ? dayOfText(date.replaceAll('-', '')) : undefined

const length = /^P(?:(\d{1,4})W|(\d{1,4})D)(?:T0[HMS])?$/

/** Whole days of a duration: `P1D`, `P1W`; undefined: it is none of days. */
export const daysOfDuration = (text: string): number | undefined => {
  const [whole, weeks, days] = length.exec(text.trim()) ?? []
  return whole === undefined ? undefined : weeks === undefined ? Number(days) : 7 * Number(weeks)
}
