import { instantOf, type Instant } from '@deskledger/kernel'
import { toUtc } from './zones.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** What a token matches; the names of the groups are what `momentOf` reads. */
const tokens: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<short>\\d{2})',
  MMM: `(?<name>${months.join('|')})[a-z]*\\.?`,
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<half>\\d{2})',
  h: '(?<half>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  m: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{2})',
  s: '(?<second>\\d{1,2})',
  S: '(?<fraction>\\d{1,9})',
  a: '(?<noon>[ap])\\.?m\\.?',
  XXX: '(?<offset>z|[+-]\\d{2}:?\\d{2})',
}
const isoForm = 'yyyy-MM-dd(?:[T ]HH:mm(?::ss(?:[.,]S)?)?)? ?(?:XXX)?'.replaceAll(
  /yyyy|MM|dd|HH|mm|ss|S|XXX/g,
  (token) => tokens[token] ?? '',
)
const pieces = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g
const literal = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, '\\$&').replaceAll(/\s+/g, '\\s+')

const partOf = ([piece, quoted, letter]: RegExpExecArray): string | undefined => {
  if (quoted !== undefined) return literal(quoted === '' ? "'" : quoted.replaceAll("''", "'"))
  return letter === undefined ? literal(piece) : tokens[/^S+$/.test(piece) ? 'S' : piece]
}

/** A date is whole, and hours of twelve go with am and pm. */
const isWhole = ({ source }: RegExp): boolean => {
  const has = (name: string) => source.includes(`?<${name}>`)
  return (has('year') || has('short')) && (has('month') || has('name')) && has('day') && has('noon') === has('half')
}

/** The regular expression of a format; null when it holds letters that are no token, or lacks a date. */
const patternOf = (format: string): RegExp | null => {
  if (format === 'iso') return new RegExp(`^${isoForm}$`, 'i')
  const parts = [...format.matchAll(pieces)].map(partOf)
  if (parts.includes(undefined)) return null
  try {
    const pattern = new RegExp(`^${parts.join('')}$`, 'i')
    return isWhole(pattern) ? pattern : null
  } catch {
    return null // the same token twice
  }
}

type Groups = Readonly<Record<string, string | undefined>>

const hourOf = ({ hour, half, noon }: Groups): number => {
  if (half === undefined) return Number(hour ?? 0)
  const twelve = Number(half)
  return twelve < 1 || twelve > 12 ? 99 : (twelve % 12) + (noon?.toLowerCase() === 'p' ? 12 : 0)
}
const yearOf = ({ year, short }: Groups): number =>
  short === undefined ? Number(year) : Number(short) + (Number(short) < 70 ? 2000 : 1900)
const monthOf = ({ month, name }: Groups): number =>
  name === undefined ? Number(month) : months.indexOf(name.toLowerCase()) + 1

/** A local time as if its clock showed UTC; null when there is no such day or hour. */
const localOf = (groups: Groups): number | null => {
  const part = (name: string): number => Number(groups[name] ?? 0)
  const [month, day, hour] = [monthOf(groups), part('day'), hourOf(groups)]
  const date = new Date(0)
  date.setUTCFullYear(yearOf(groups), month - 1, day)
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isDay || hour > 23 || part('minute') > 59 || part('second') > 59) return null
  const millis = Number((groups['fraction'] ?? '').slice(0, 3).padEnd(3, '0'))
  return date.setUTCHours(hour, part('minute'), part('second'), millis)
}

const inRange = (millis: number): Instant | null => {
  const year = new Date(millis).getUTCFullYear()
  return year >= 0 && year <= 9999 ? instantOf(millis) : null
}

const epoch = (unit: number) => (text: string) =>
  /^-?\d{1,15}(\.\d+)?$/.test(text) ? inRange(Math.trunc(Number(text) * unit)) : null

/** Whether a text is a form of times: `iso`, `epoch-s`, `epoch-ms`, or tokens with a year, a month and a day. */
export const isTimeFormat = (format: string): boolean =>
  format === 'epoch-s' || format === 'epoch-ms' || patternOf(format) !== null

/** Reads times of one form; a text with an offset of its own does not need the zone. `null`: no such time. */
export const timeReader = (format: string, zone: string): ((text: string) => Instant | null) => {
  if (format === 'epoch-s') return epoch(1000)
  if (format === 'epoch-ms') return epoch(1)
  const pattern = patternOf(format)
  const utcOf = toUtc(zone)
  return (text) => {
    const groups = pattern?.exec(text)?.groups
    const local = groups ? localOf(groups) : null
    if (!groups || local === null) return null
    const offset = groups['offset']?.toUpperCase()
    return inRange(offset === undefined ? utcOf(local) : toUtc(offset)(local))
  }
}
