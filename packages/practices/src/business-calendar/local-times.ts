import { dayNumber, millisOf, type Instant } from '@deskledger/kernel'
import { weekdays, type Weekday } from '@deskledger/kernel/working-time'

/** What a wall clock shows. */
interface LocalTime {
  readonly date: string
  readonly weekday: Weekday
  readonly time: string
}

/** 1970-01-01 was a Thursday. */
const weekdayOf = (year: number, month: number, day: number): Weekday => {
  const place = (((dayNumber(year, month, day) + 3) % 7) + 7) % 7
  return weekdays[place] ?? 'mon'
}

/** The wall clock of a zone of the IANA database. */
export const localTimes = (timeZone: string): ((at: Instant) => LocalTime) => {
  const numeric = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  const format = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'gregory', ...numeric, ...clock })
  return (at) => {
    const parts = new Map(format.formatToParts(millisOf(at)).map(({ type, value }) => [type, value]))
    const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
    const [year, month, day] = [part('year').padStart(4, '0'), part('month'), part('day')]
    const seconds = part('second') === '00' ? '' : `:${part('second')}`
    return {
      date: `${year}-${month}-${day}`,
      weekday: weekdayOf(Number(year), Number(month), Number(day)),
      time: `${part('hour')}:${part('minute')}${seconds}`,
    }
  }
}
