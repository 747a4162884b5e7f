import type { Dates } from './dates.ts'
import { lastIn } from './rising.ts'
import { lastUpTo, numberAt, type Span } from './spans.ts'
import { stretchFrom, type Stretch } from './stretch.ts'
import { DAY } from './texts.ts'
import { LAST, LAST_STRETCH, startOf, stretchOf } from './timeline.ts'
import type { Zone } from './zone.ts'

/** When hours are open, in whole seconds since 1970, from year 0000 to 9999. */
export interface Openings {
  /** seconds worked up to a moment, counted from a moment that stays the same for these hours */
  readonly worked: (at: number) => number
  /**
   * The last moment up to which no more than so many seconds, as `worked` counts, were worked: the hours are open then,
   * and the next second counts. Infinity: the hours end before more is worked; -Infinity: so little never was.
   */
  readonly lastWith: (worked: number) => number
  /** the openings from the one at or after a moment, in order; they may touch */
  readonly from: (at: number) => Iterable<Span>
}

const last = (list: ArrayLike<number>): number => numberAt(list, list.length - 1)

const REMEMBERED = 256

/** The stretches between which all openings lie, and the one from which on nothing closes any more. */
const boundsOf = ({ weekly, special, roundTheClock }: Dates) => {
  const start = Math.max(stretchOf((numberAt(special, 0) - 2) * DAY), 0)
  const end = Math.min(stretchOf((last(special) + 3) * DAY), LAST_STRETCH)
  return {
    lowest: weekly ? 0 : start,
    highest: weekly ? LAST_STRETCH : end,
    always: roundTheClock ? end + 1 : Infinity,
  }
}

/** Openings of dates by the clocks of a zone; each stretch of time is worked out when it is first asked for. */
export const openingsIn = (dates: Dates, zone: Zone): Openings => {
  const { lowest, highest, always } = boundsOf(dates)
  const known = new Map<number, Stretch>()
  const stretchAt = (number: number): Stretch => {
    const found = known.get(number)
    if (found !== undefined) return found
    if (known.size >= REMEMBERED) known.clear()
    const made = stretchFrom(dates, zone, number)
    known.set(number, made)
    return made
  }
  const totalOf = (number: number): number => last(stretchAt(number).before.list)

  /** The stretch that the first of the sums stands for. */
  let first = -1
  /** Seconds worked before each stretch from the first on, and after the last. */
  const sums: number[] = [0]
  const growUp = (): boolean => {
    const next = first + sums.length - 1
    if (next > highest) return false
    sums.push(last(sums) + totalOf(next))
    return true
  }
  const growDown = (): boolean => {
    if (first <= lowest) return false
    sums.unshift(numberAt(sums, 0) - totalOf(first - 1))
    first--
    return true
  }
  const reach = (wanted: number): number => {
    const number = Math.min(Math.max(wanted, lowest), highest)
    if (first < 0) first = number
    while (number < first && growDown());
    while (number >= first + sums.length - 1 && growUp());
    return number
  }

  return {
    worked: (at) => {
      const number = reach(stretchOf(at))
      const { opens, closes, before } = stretchAt(number)
      const sum = numberAt(sums, number - first)
      const place = lastIn(opens, at)
      if (place < 0) return sum
      return sum + (before.list[place] ?? 0) + Math.min(at, closes[place] ?? 0) - (opens.list[place] ?? 0)
    },
    lastWith: (worked) => {
      while (last(sums) <= worked) if (!growUp()) return Infinity
      while (numberAt(sums, 0) > worked) if (!growDown()) return -Infinity
      const stretch = lastUpTo(sums, worked)
      const { opens, before } = stretchAt(first + stretch)
      const rest = worked - numberAt(sums, stretch)
      const place = lastIn(before, rest)
      return (opens.list[place] ?? 0) + rest - (before.list[place] ?? 0)
    },
    *from(at) {
      for (let number = Math.max(stretchOf(at), lowest); number <= highest; number++) {
        if (number >= always) {
          yield [startOf(number), LAST]
          return
        }
        const { opens, closes } = stretchAt(number)
        for (const [place, open] of opens.list.entries()) {
          const close = numberAt(closes, place)
          if (close > at) yield [open, close]
        }
      }
    },
  }
}
