import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { DAY } from './texts.ts'
import { startOf, stretchOf } from './timeline.ts'

/** While a zone's clocks keep one distance from UTC: seconds since 1970, the end not included. */
interface Period {
  readonly from: number
  readonly to: number
  /** seconds that the zone's clocks are ahead of UTC */
  readonly offset: number
}

/** The clocks of a place. Local times are seconds since 1970 as if its clocks showed UTC. */
export interface Zone {
  /** the local time at a moment */
  readonly localAt: (at: number) => number
  /** the moments of local times in or near a stretch */
  readonly momentsIn: (stretch: number) => (local: number) => number
  /** dates that its calendars leave out, as days since 1970: where it moved to the other side of the date line */
  readonly skipped: readonly number[]
}

type OffsetAt = (at: number) => number

/** `1 AM GMT-00:44:30`: the offset after the last letter; nothing after it is 0. */
const offsetIn = (text: string): number => {
  const at = text.indexOf('GMT') + 3
  const part = (from: number) => Number(text.slice(at + from, at + from + 2))
  const ahead = part(1) * 3600 + part(4) * 60 + part(7)
  return text[at] === '-' ? -ahead : ahead
}

/** The first second of a change of clocks after `from` and not after `to`; their offsets differ. */
const changeBetween = (offsetAt: OffsetAt, from: number, to: number): number => {
  const before = offsetAt(from)
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle) === before) low = middle
    else high = middle
  }
  return high
}

/** Clocks that change and change back are seen if 3 days lie between; the shortest time known is 6 days and 23 hours. */
const STEP = 3 * DAY
/** Local times of a stretch, and those moved forward over a gap, are moments not further away than this. */
const AROUND = 4 * DAY

const periodsIn = (offsetAt: OffsetAt, stretch: number): readonly Period[] => {
  const end = startOf(stretch + 1) + AROUND
  const periods: Period[] = []
  let from = -Infinity
  let seen = startOf(stretch) - AROUND
  let offset = offsetAt(seen)
  while (seen < end) {
    const next = Math.min(seen + STEP, end)
    if (offsetAt(next) === offset) {
      seen = next
      continue
    }
    seen = changeBetween(offsetAt, seen, next)
    periods.push({ from, to: seen, offset })
    from = seen
    offset = offsetAt(seen)
  }
  return [...periods, { from, to: Infinity, offset }]
}

/**
 * The moment of a local time. One that a change of clocks skips is moved forward by the gap, as if the clocks had not
 * been changed yet; of two, the first.
 * @source  RFC 5545, 3.3.5 (DATE-TIME, form 3)
 */
const momentOf =
  (periods: readonly Period[]) =>
  (local: number): number => {
    let before = 0
    for (const { from, to, offset } of periods) {
      const at = local - offset
      if (at < to) return at >= from ? at : local - before
      before = offset
    }
    return local - before
  }

const TEN_YEARS = 3653 * DAY
const [FIRST_ZONES, LAST_RULES] = [-4_102_444_800, 4_102_444_800] // 1840 and 2100

/** A move over the date line lasts: looking every ten years is enough to see it. */
const skippedDates = (offsetAt: OffsetAt): readonly number[] => {
  const skipped: number[] = []
  for (let from = FIRST_ZONES; from < LAST_RULES; from += TEN_YEARS) {
    const to = from + TEN_YEARS
    if (offsetAt(to) - offsetAt(from) < DAY / 2) continue
    const leap = changeBetween((at) => (offsetAt(at) - offsetAt(from) < DAY / 2 ? 0 : 1), from, to)
    const last = Math.floor((leap + offsetAt(leap)) / DAY)
    for (let day = Math.ceil((leap + offsetAt(leap - 1)) / DAY); day < last; day++) skipped.push(day)
  }
  return skipped
}

const opened = (name: string): Zone => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, hour: 'numeric', timeZoneName: 'longOffset' })
  const offsetAt: OffsetAt = (at) => offsetIn(format.format(at * 1000))
  const moments = new Map<number, (local: number) => number>()
  return {
    localAt: (at) => at + offsetAt(at),
    momentsIn: (stretch) => {
      const known = moments.get(stretch)
      if (known !== undefined) return known
      const found = momentOf(periodsIn(offsetAt, stretch))
      moments.set(stretch, found)
      return found
    },
    skipped: skippedDates(offsetAt),
  }
}

const zones = new Map<string, Zone>()

/** The zone of a name in the IANA database as the platform has it (`Intl`); null: it has none of that name. */
export const zoneOf = (name: string): Zone | null => {
  if (!/^[A-Za-z]/.test(name)) return null // newer platforms take `+01:00` for a name, older ones do not
  const known = zones.get(name.toLowerCase())
  if (known !== undefined) return known
  const zone = pipe(
    E.tryCatch(() => opened(name), E.toError),
    E.getOrElseW(() => null),
  )
  if (zone !== null) zones.set(name.toLowerCase(), zone)
  return zone
}

/** The moment of one local time. */
export const momentIn = (zone: Zone, local: number): number => zone.momentsIn(stretchOf(local))(local)
