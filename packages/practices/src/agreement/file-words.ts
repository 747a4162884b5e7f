import { moneyOf, type CalendarId, type Currency, type Mistake, type Money } from '@deskledger/kernel'
import * as t from 'io-ts'
import type { Goal } from './terms.ts'
import { Period, type TargetName } from './words.ts'

/** A percentage: `80`, or `80%`. */
export const Percent = t.union([t.number, t.string], 'Percent')
export type Percent = t.TypeOf<typeof Percent>

/** What was understood of a part of a file, and what is wrong with it. */
export interface Read<A> {
  readonly mistakes: readonly Mistake[]
  readonly found: readonly A[]
}

export const understood = <A>(found: A): Read<A> => ({ mistakes: [], found: [found] })
export const wrong = (pointer: string, message: string): Read<never> => ({
  mistakes: [{ pointer, message }],
  found: [],
})
export const together = <A>(reads: readonly Read<A>[]): Read<A> => ({
  mistakes: reads.flatMap(({ mistakes }) => mistakes),
  found: reads.flatMap(({ found }) => found),
})

const percent = /^(\d{1,4})\s*%?$/

export const readPercent = (written: Percent, pointer: string): Read<number> => {
  if (typeof written === 'number') return understood(written)
  const [, digits] = percent.exec(written) ?? []
  return digits === undefined
    ? wrong(pointer, `"${written}" is no percentage. Write 80 or 80%.`)
    : understood(Number(digits))
}

const time = /^(?:(\d{1,6})\s*h)?\s*(?:(\d{1,7})\s*m(?:in)?)?\s*(?:(\d{1,9})\s*s)?$/
const days = /^(\d{1,5})\s*d(?:ays?)?(\s+end of day)?$/
const share = /^(\d{1,3})(?:\.(\d{1,4}))?\s*%\s*per\s+(\w+)$/

const readTime = (text: string, calendar: CalendarId): Goal | undefined => {
  const [whole, hours, minutes, seconds] = time.exec(text) ?? []
  if (whole === undefined || whole === '') return undefined
  const count = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  return { unit: 'seconds', seconds: count, calendar }
}

const readDays = (text: string, calendar: CalendarId): Goal | undefined => {
  const [, count, end] = days.exec(text) ?? []
  return count === undefined ? undefined : { unit: 'days', days: Number(count), endOfDay: end !== undefined, calendar }
}

const readShare = (text: string, calendar: CalendarId): Goal | undefined => {
  const [, whole, fraction = '', period] = share.exec(text) ?? []
  if (whole === undefined || !Period.is(period)) return undefined
  return { unit: 'ppm', ppm: Number(whole + fraction.padEnd(4, '0')), period, calendar }
}

/** How much a target promises, in words of its kind. */
export const readGoal = (target: TargetName, text: string, calendar: CalendarId): Goal | undefined =>
  target === 'available' ? readShare(text, calendar) : (readTime(text, calendar) ?? readDays(text, calendar))

/** How a target of a kind is written. */
export const formOf = (target: TargetName): string =>
  target === 'available'
    ? 'Write "99.9% per month" (week, month, quarter or year).'
    : 'Write working time as "8h", "30m" or "1h 30m", or working days as "5d" or "5d end of day".'

const amount = /^(\S+)\s+([A-Z]{3})$/

export const readMoney = (text: string, pointer: string): Read<Money> => {
  const [, digits = '', currency = ''] = amount.exec(text) ?? []
  const money = moneyOf(digits, currency as Currency)
  return money === undefined
    ? wrong(pointer, `"${text}" is no amount of money. Write it as "12.50 EUR", with the places that the currency has.`)
    : understood(money)
}
