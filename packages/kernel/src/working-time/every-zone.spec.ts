import { due, elapsed, intervals, weekdays, workingHours, type WorkingHours } from './index.ts'
import { right } from './oracles.spec.kit.ts'
import { DAY, instantAt, secondsOf } from './texts.ts'

/**
 * Every change of clocks from 1970 to 2100 of every zone that the platform lists: found here by looking at offsets every
 * six days and halving, since no two changes lie nearer than 6 days and 23 hours; around each, hours that the change can
 * tear at every end are worked out by hand from the two offsets alone.
 */
const [FROM, TO] = [Date.UTC(1970, 0, 1) / 1000, Date.UTC(2101, 0, 1) / 1000]
const LOOK = 6 * DAY

interface Change {
  readonly at: number
  readonly before: number
  readonly after: number
}

/** `GMT-00:44:30`; `GMT` is 0. */
const secondsOfOffset = (text: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(4).split(':').map(Number)
  return (text[3] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds)
}

const changesOf = (timeZone: string): readonly Change[] => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, second: 'numeric', timeZoneName: 'longOffset' })
  const offsetAt = (at: number) => {
    const text = format.format(at * 1000)
    return text.slice(text.indexOf('GMT'))
  }
  const changes: Change[] = []
  let before = offsetAt(FROM)
  for (let seen = FROM; seen < TO; seen += LOOK) {
    const after = offsetAt(seen + LOOK)
    if (after === before) continue
    let [low, high] = [seen, seen + LOOK]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (offsetAt(middle) === before) low = middle
      else high = middle
    }
    changes.push({ at: high, before: secondsOfOffset(before), after: secondsOfOffset(after) })
    before = after
  }
  return changes
}

const HOUR = 3600
/** Local hours that begin and end in the hours in which clocks are changed, at midnight, and in the day. */
const everyDay = [
  ['00:30', '02:30'],
  ['03:15', '17:00'],
  ['23:15', '24:00'],
] as const
const secondsOfClock = (clock: string): number => Number(clock.slice(0, 2)) * HOUR + Number(clock.slice(3)) * 60
const inSeconds = everyDay.map(([opens, closes]) => [secondsOfClock(opens), secondsOfClock(closes)] as const)

/** The first of the moments at which clocks show a local time; in a gap, as if they had not been changed. */
const momentOf = ({ at, before, after }: Change, local: number): number =>
  local - before < at || local - after < at ? local - before : local - after

/** Seconds in which the hours are open within a day and a half of a change. */
const byHand = (change: Change, [from, to]: readonly [number, number]): number => {
  const { at, before, after } = change
  const open: (readonly [number, number])[] = []
  for (let day = Math.floor(at / DAY) - 3; day <= Math.floor(at / DAY) + 3; day++) {
    if (day * DAY >= at + before && (day + 1) * DAY <= at + after) continue // a date that never was
    for (const [opens, closes] of inSeconds)
      open.push([momentOf(change, day * DAY + opens), momentOf(change, day * DAY + closes)])
  }
  let [seconds, reached] = [0, from]
  for (const [opens, closes] of open.sort(([a], [b]) => a - b)) {
    const end = Math.min(closes, to)
    seconds += Math.max(end - Math.max(opens, reached), 0)
    reached = Math.max(reached, end)
  }
  return seconds
}

const zones = Intl.supportedValuesOf('timeZone')
const weekly = Object.fromEntries(weekdays.map((day) => [day, everyDay]))

/** Every answer about the three days around a change: each should be the same number of seconds. */
const answers = (hours: WorkingHours, { at }: Change): readonly number[] => {
  const [start, middle, end] = [instantAt(at - 1.5 * DAY), instantAt(at), instantAt(at + 1.5 * DAY)]
  const whole = elapsed(hours, start, end)
  const dueAt = right(due(hours, start, whole))
  let sum = 0
  for (const [from, to] of intervals(hours, start, end)) sum += secondsOf(to) - secondsOf(from)
  const cut = elapsed(hours, start, middle) + elapsed(hours, middle, end)
  return [whole, cut, sum, dueAt <= end ? elapsed(hours, start, dueAt) : NaN]
}

/** The changes of a zone, and those about which an answer is wrong. */
const check = (timeZone: string) => {
  const hours = right(workingHours({ timeZone, weekly }))
  const changes = changesOf(timeZone)
  const wrong = changes.flatMap((change) => {
    const seconds = byHand(change, [change.at - 1.5 * DAY, change.at + 1.5 * DAY])
    const found = answers(hours, change)
    return found.every((answer) => answer === seconds) ? [] : [{ timeZone, at: instantAt(change.at), seconds, found }]
  })
  return { count: changes.length, wrong }
}

describe('every change of clocks of every zone, 1970 to 2100', () => {
  it('leaves no second out and counts none twice', () => {
    const checked = zones.map((timeZone) => check(timeZone))
    expect(checked.flatMap(({ wrong }) => wrong)).toStrictEqual([])
    expect(zones.length).toBeGreaterThan(400)
    expect(checked.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(30_000)
    expect(checked.filter(({ count }) => count > 200).length).toBeGreaterThan(50) // Europe, North America: twice a year
  })
})
