import { millisOf, type Instant } from '@deskledger/kernel'

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

/** `Mon 2025-03-03 09:00 +01:00`, as a clock on the wall of a zone shows it; with seconds where there are some. */
export const localWords = (timeZone: string): ((at: Instant) => string) => {
  const date = { weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset' } as const
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...date, ...time })
  return (at) => {
    const parts = new Map(format.formatToParts(millisOf(at)).map(({ type, value }) => [type, value]))
    const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
    const day = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
    const seconds = part('second') === '00' ? '' : `:${part('second')}`
    const offset = part('timeZoneName').replace('GMT', '')
    return `${part('weekday')} ${day} ${part('hour')}:${part('minute')}${seconds} ${offset === '' ? '+00:00' : offset}`
  }
}
