import { instantOf, millisOf, type Instant } from '@deskledger/kernel'

/** `28 h 30 min 5 s`: every second said; working time has no days of 24 hours. */
export const exactWords = (seconds: number): string => {
  const whole = Math.abs(seconds)
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ] as const
  const shown = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`)
  return `${seconds < 0 ? '-' : ''}${shown.length === 0 ? '0 s' : shown.join(' ')}`
}

/** How far the clocks of a zone are ahead of UTC, and how that is written. */
interface Offset {
  readonly millis: number
  readonly text: string
}
type OffsetAt = (millis: number) => Offset

const formats = new Map<string, Intl.DateTimeFormat>()
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', timeZoneName: 'longOffset' })
  formats.set(timeZone, format)
  return format
}

/** Of `1 AM GMT-00:44:30` what comes after the last letter; nothing there is UTC. */
const offsetIn = (formatted: string): Offset => {
  const text = formatted.slice(formatted.indexOf('GMT') + 3)
  if (text === '') return { millis: 0, text: '+00:00' }
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(':').map(Number)
  const ahead = hours * 3600 + minutes * 60 + seconds
  return { millis: (text.startsWith('-') ? -ahead : ahead) * 1000, text }
}

const DAY = 86_400_000

/** The platform is asked at the ends of each UTC day, and within it where they differ: no clocks change there and back so soon. */
const offsetsOf = (timeZone: string): OffsetAt => {
  const format = formatOf(timeZone)
  const asked: OffsetAt = (millis) => offsetIn(format.format(millis))
  const ofDay = new Map<number, Offset | null>()
  return (millis) => {
    const day = Math.floor(millis / DAY)
    let known = ofDay.get(day)
    if (known === undefined) {
      const first = asked(day * DAY)
      known = first.text === asked((day + 1) * DAY).text ? first : null
      ofDay.set(day, known)
    }
    return known ?? asked(millis)
  }
}

const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']
const weekdayOf = (local: number): string => weekdays[((Math.floor(local / DAY) % 7) + 7) % 7] ?? ''

/** `Mon 2025-03-03 09:00 +01:00`, as a clock on the wall of a zone shows it; with seconds where there are some. */
export const localWords = (timeZone: string): ((at: Instant) => string) => {
  const offsetAt = offsetsOf(timeZone)
  return (at) => {
    const utc = millisOf(at)
    const { millis, text } = offsetAt(utc)
    const local = instantOf(utc + millis)
    const seconds = local.slice(17, 19) === '00' ? '' : local.slice(16, 19)
    return `${weekdayOf(utc + millis)} ${local.slice(0, 10)} ${local.slice(11, 16)}${seconds} ${text}`
  }
}
