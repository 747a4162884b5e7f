import * as E from 'fp-ts/lib/Either.js'
import { RRuleTemporal } from 'rrule-temporal'
import { basicOf, dateOf, dayOfDate } from './days.ts'

/** Days, first and last included. */
export interface Days {
  readonly first: number
  readonly last: number
}

const list = (item: string): RegExp => new RegExp(`^${item}(?:,${item})*$`)
const number = (most: string): string => `[+-]?(?:${most})`
const months = '0?[1-9]|1[0-2]'
const monthDays = '0?[1-9]|[12]\\d|3[01]'
const weeks = '0?[1-9]|[1-4]\\d|5[0-3]'
const yearDays = '0{0,2}[1-9]|0?[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6]'

/** The parts of a rule that a series of days may have, and their values. */
const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  UNTIL: /^\d{8}$/,
  COUNT: /^0*[1-9]\d{0,5}$/,
  INTERVAL: /^0*[1-9]\d{0,3}$/,
  WKST: /^(?:MO|TU|WE|TH|FR|SA|SU)$/,
  BYDAY: list(`(?:${number(weeks)})?(?:MO|TU|WE|TH|FR|SA|SU)`),
  BYMONTHDAY: list(number(monthDays)),
  BYYEARDAY: list(number(yearDays)),
  BYWEEKNO: list(number(weeks)),
  BYMONTH: list(`(?:${months})`),
  BYSETPOS: list(number(yearDays)),
}

/** What is wrong with one part of a rule; undefined: nothing. */
const wrongPart = (part: string): string | undefined => {
  const [name = '', value = ''] = part.split('=')
  const fits = Object.hasOwn(parts, name) ? parts[name] : undefined
  if (fits === undefined) return `${part} is no part of a rule for whole days (${Object.keys(parts).join(', ')})`
  return fits.test(value) ? undefined : `${part} is not a value that ${name} may have`
}

const nameOf = (part: string): string => part.split('=')[0] ?? ''
const twice = (said: readonly string[]): readonly string[] =>
  said.map(nameOf).flatMap((name, place, names) => (names.indexOf(name) < place ? [`${name} is said twice`] : []))

/** A rule by its parts; UNTIL by its date alone, as some programs write a time. */
const tidied = (rule: string): readonly string[] =>
  rule
    .trim()
    .toUpperCase()
    .split(';')
    .filter((part) => part !== '')
    .map((part) => part.replace(/^(UNTIL=\d{8})T\d{6}Z?$/, '$1'))

const midnight = (day: number): Date => new Date(`${dateOf(day)}T00:00:00.000Z`)
const STEPS = 1_000_000

/**
 * The days within others on which a rule falls that begins on a day; that day counts.
 * @errors  what is wrong with the rule
 * @source  RFC 5545, 3.3.10 and 3.8.5.3
 */
export const recurring = (rule: string, start: number, { first, last }: Days): E.Either<string, readonly number[]> => {
  const said = tidied(rule)
  const wrong = [...said.flatMap((part) => wrongPart(part) ?? []), ...twice(said)]
  if (wrong.length > 0) return E.left(`${wrong.join('; ')}. Correct the rule, or write the dates one by one.`)
  return E.tryCatch(
    () =>
      new RRuleTemporal({
        rruleString: `DTSTART;VALUE=DATE:${basicOf(start)}\nRRULE:${said.join(';')}`,
        includeDtstart: true,
        strict: true,
        maxIterations: STEPS,
      })
        .between(midnight(first), midnight(last), true)
        .flatMap((moment) => dayOfDate(moment.toString().slice(0, 10)) ?? []),
    (error) => `The rule cannot be followed: ${error instanceof Error ? error.message : String(error)}.`,
  )
}
