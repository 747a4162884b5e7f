const fixed = /^([+-])(\d\d):?(\d\d)$/

/** Minutes east of UTC of a fixed offset such as `+02:00`; null for a name. */
const fixedOffset = (zone: string): number | null => {
  if (zone === 'UTC' || zone === 'Z') return 0
  const parts = fixed.exec(zone)
  if (!parts) return null
  const minutes = Number(parts[2]) * 60 + Number(parts[3])
  return Number(parts[2]) > 18 || Number(parts[3]) > 59 ? null : parts[1] === '-' ? -minutes : minutes
}

const formatOf = (zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })

/** Whether a text names a zone: `UTC`, an offset such as `+02:00`, or a name of the IANA database such as `Europe/Berlin`. */
export const isZone = (zone: string): boolean => {
  if (fixedOffset(zone) !== null) return true
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** Milliseconds that a zone's clocks are ahead of UTC at a moment. */
const offsetAt = (format: Intl.DateTimeFormat, millis: number): number => {
  const part: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(millis)) part[type] = value
  const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year'])
  const local = new Date(0)
  local.setUTCFullYear(year, Number(part['month']) - 1, Number(part['day']))
  local.setUTCHours(Number(part['hour']), Number(part['minute']), Number(part['second']))
  return local.getTime() - Math.floor(millis / 1000) * 1000
}

const DAY = 86_400_000

/**
 * Turns local times into moments. Both are milliseconds since 1970, the local one as if its clock showed UTC.
 * A local time that a change of clocks skips moves forward by the gap; one that happens twice is the first.
 */
export const toUtc = (zone: string): ((local: number) => number) => {
  const minutes = fixedOffset(zone)
  if (minutes !== null) return (local) => local - minutes * 60_000
  const format = formatOf(zone)
  return (local) => {
    const before = offsetAt(format, local - DAY)
    const after = offsetAt(format, local + DAY)
    const fitting = [local - before, local - after].filter((utc) => local - utc === offsetAt(format, utc))
    return fitting.length === 0 ? local - before : Math.min(...fitting)
  }
}
