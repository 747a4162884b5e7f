import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Instant } from '../words.ts'
import { due, elapsed, workingHours, type Pause, type WorkingHours } from './index.ts'

/** What a right holds; a left fails the test with what it says. */
export const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(`refused: ${JSON.stringify(outcome.left)}`)
  return outcome.right
}

const Hours = t.array(t.tuple([t.string, t.string]))
const calendar = {
  id: t.string,
  source: t.string,
  description: t.string,
  timezone: t.string,
  weekly_hours: t.exact(
    t.partial({ mon: Hours, tue: Hours, wed: Hours, thu: Hours, fri: Hours, sat: Hours, sun: Hours }),
  ),
  holidays: t.array(t.string),
}
const paused = { ...calendar, pauses: t.array(t.tuple([t.string, t.union([t.string, t.null])])) }

const Due = t.intersection([
  t.type({ ...paused, kind: t.literal('due'), start: t.string, duration_minutes: t.number, expected: t.string }),
  t.partial({ duration_seconds: t.number, tags: t.array(t.string) }),
])
const Elapsed = t.intersection([
  t.type({ ...paused, kind: t.literal('elapsed'), start: t.string, end: t.string, expected: t.number }),
  t.partial({ expected_seconds: t.number, tags: t.array(t.string) }),
])
const Segments = t.type({
  ...paused,
  kind: t.literal('segments'),
  after: t.string,
  take: t.number,
  expected: t.array(t.tuple([t.string, t.string])),
})
const Offset = t.type({
  ...calendar,
  kind: t.literal('offset'),
  from: t.string,
  offset_minutes: t.number,
  expected: t.string,
})
const Days = t.intersection([
  t.type({ ...paused, kind: t.literal('due_days'), start: t.string, working_days: t.number, expected: t.string }),
  t.partial({ end_of_working_day: t.boolean }),
])

const read = <C extends t.Mixed>(name: string, codec: C): readonly t.TypeOf<C>[] => {
  const text = readFileSync(join(import.meta.dirname, 'oracles', `${name}.json`), 'utf8')
  return right(t.array(codec).decode(JSON.parse(text)))
}

export const dueAndElapsed = read('due-and-elapsed', t.union([Due, Elapsed]))
export const segments = read('segments', Segments)
export const offsets = read('offsets', Offset)
export const workingDays = read('working-days', Days)
export const conventions = read('conventions', t.union([Due, Elapsed]))

type Calendar = Pick<t.TypeOf<typeof Offset>, 'timezone' | 'weekly_hours' | 'holidays'>
type DueOrElapsed = t.TypeOf<typeof Due> | t.TypeOf<typeof Elapsed>

/** `2013-03-21T09:30:00Z` as the kernel writes it. */
export const instant = (text: string): Instant => text.replace(/Z$/, '.000Z') as Instant

export const hoursOf = (oracle: Calendar): WorkingHours =>
  right(workingHours({ timeZone: oracle.timezone, weekly: oracle.weekly_hours, holidays: oracle.holidays }))

export const pausesOf = ({ pauses }: Pick<DueOrElapsed, 'pauses'>): readonly Pause[] =>
  pauses.map(([from, to]) => [instant(from), to === null ? null : instant(to)])

/** What we say to a case: an instant in the form of the case, or whole seconds. */
export const ours = (oracle: DueOrElapsed): string | number => {
  if (oracle.kind === 'elapsed')
    return elapsed(hoursOf(oracle), instant(oracle.start), instant(oracle.end), pausesOf(oracle))
  const seconds = oracle.duration_seconds ?? oracle.duration_minutes * 60
  return right(due(hoursOf(oracle), instant(oracle.start), seconds, pausesOf(oracle))).replace('.000Z', 'Z')
}

/** What the source says: an instant, or seconds. */
export const theirs = (oracle: DueOrElapsed): string | number =>
  oracle.kind === 'due' ? oracle.expected : (oracle.expected_seconds ?? oracle.expected * 60)
