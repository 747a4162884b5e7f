import { Instant, instantOf, millisOf, type Mistake } from '@deskledger/kernel'
import { intervals, workingHours } from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { together, understood, wrong, type Read } from './file-words.ts'
import type { Interval } from './in-force.ts'

/**
 * When an agreement is in force: from a local date, up to and with another, in the zone named, else UTC; or instants, of which
 * the last is not included. No end: until further notice.
 */
export const FilePeriod = t.exact(
  t.intersection([t.type({ from: t.string }), t.partial({ until: t.string, timeZone: t.string })]),
  'FilePeriod',
)
export type FilePeriod = t.TypeOf<typeof FilePeriod>

/** Local midnights lie less than this from those in UTC; milliseconds. */
const FAR = 2 * 86_400_000
const [FIRST, LAST] = [-62_167_219_200_000, 253_402_300_799_000] // 0000-01-01, 9999-12-31

type Day = readonly [begins: Instant, ends: Instant]

/** The instants at which the local date that has this midnight in UTC begins and ends. */
const dayIn = (timeZone: string, midnight: Instant, pointer: string): Read<Day> => {
  const date = midnight.slice(0, 10)
  const hours = workingHours({ timeZone, weekly: {}, extra: [{ date, from: '00:00', to: '24:00' }] })
  const around = [Math.max(millisOf(midnight) - FAR, FIRST), Math.min(millisOf(midnight) + FAR, LAST)] as const
  const [day] = E.isRight(hours) ? intervals(hours.right, instantOf(around[0]), instantOf(around[1])) : []
  if (day !== undefined) return understood(day)
  const message = `There is no day ${date} in ${timeZone}. Write a local date such as 2025-04-01 that its calendar has.`
  return wrong(pointer, message)
}

const zoneOf = ({ timeZone = 'UTC' }: FilePeriod): Read<string> => {
  const hours = workingHours({ timeZone, weekly: { mon: [['00:00', '24:00']] } })
  const [mistake] = E.isLeft(hours) ? hours.left : []
  return mistake === undefined ? understood(timeZone) : wrong('/inForce/timeZone', mistake.message)
}

interface Moment {
  readonly text: string
  readonly pointer: string
  readonly side: 0 | 1
}

const readMoment = ({ text, pointer, side }: Moment, timeZone: string): Read<Instant> => {
  if (Instant.is(text)) return understood(text)
  const midnight = `${text}T00:00:00.000Z`
  const form = 'Write a local date such as 2025-04-01, or an instant such as 2025-04-01T00:00:00.000Z.'
  if (!Instant.is(midnight)) return wrong(pointer, `"${text}" is no date. ${form}`)
  const day = dayIn(timeZone, midnight, pointer)
  return { mistakes: day.mistakes, found: day.found.map((ends) => ends[side]) }
}

/** The interval a file says; null: it says none. */
export const readPeriod = (file: FilePeriod | undefined): E.Either<readonly Mistake[], Interval | null> => {
  if (file === undefined) return E.right(null)
  const zone = zoneOf(file)
  const [timeZone] = zone.found
  if (timeZone === undefined) return E.left(zone.mistakes)
  const from = readMoment({ text: file.from, pointer: '/inForce/from', side: 0 }, timeZone)
  const until =
    file.until === undefined
      ? understood(null)
      : readMoment({ text: file.until, pointer: '/inForce/until', side: 1 }, timeZone)
  const { mistakes } = together<unknown>([from, until])
  const [begins] = from.found
  const [ends = null] = until.found
  return begins === undefined || mistakes.length > 0 ? E.left(mistakes) : E.right({ from: begins, until: ends })
}
