import { instantOf, isInstant, millisOf, type Instant } from '@deskledger/kernel'
import type { Io } from '../io.ts'
import { misuse } from '../stop.ts'

const form =
  /^(?<day>\d{4}-\d\d-\d\d)(?:[T ](?<minute>\d\d:\d\d)(?::(?<second>\d\d)(?:\.(?<fraction>\d{1,3}))?)?(?<zone>Z|[+-]\d\d:?\d\d)?)?$/

const offsetOf = (zone: string): number => {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

const offsetIsFine = (zone: string): boolean => zone === 'Z' || (zone.slice(1, 3) <= '18' && zone.slice(-2) <= '59')

const EXAMPLES = 'Write it as 2025-03-01T09:30Z, 2025-03-01T10:30:00+01:00, or 2025-03-01 for 00:00 UTC of that day.'

type Parts = Readonly<Record<string, string | undefined>>

/** Day and clock as they were written, without the zone. */
const localOf = ({ day = '', minute = '00:00', second = '00', fraction = '' }: Parts): string =>
  `${day}T${minute}:${second}.${fraction.padEnd(3, '0')}Z`

const inUtc = (local: string, zone: string): Instant | undefined => {
  if (!isInstant(local) || !offsetIsFine(zone)) return undefined
  const instant = instantOf(millisOf(local as Instant) - offsetOf(zone))
  return isInstant(instant) ? instant : undefined
}

/** Reads a point in time as a person types it. */
export const instantIn = (text: string, place: string): Instant => {
  const parts = form.exec(text)?.groups as Parts | undefined
  if (!parts) throw misuse(`${place}: "${text}" is no point in time. ${EXAMPLES}`)
  const zone = parts['zone'] ?? (parts['minute'] === undefined ? 'Z' : undefined)
  if (zone === undefined)
    throw misuse(
      `${place}: "${text}" does not say in which zone. Add Z for UTC, or the offset, as in ${text.replace(' ', 'T')}+01:00.`,
    )
  const instant = inUtc(localOf(parts), zone)
  if (instant === undefined)
    throw misuse(`${place}: "${text}" is a time that no calendar has. Check year, month, day, hour and offset.`)
  return instant
}

/** An option that holds a point in time; undefined: it was not given. */
export const instantOption = (options: Readonly<Record<string, unknown>>, flag: string): Instant | undefined => {
  const name = flag.replace(/^--/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const value = options[name]
  return typeof value === 'string' ? instantIn(value, flag) : undefined
}

/** An option that must hold a point in time. */
export const neededInstant = (options: Readonly<Record<string, unknown>>, flag: string): Instant => {
  const instant = instantOption(options, flag)
  if (instant === undefined) throw misuse(`Say when, with ${flag}. ${EXAMPLES}`)
  return instant
}

export const nowOf = ({ now }: Io): Instant => instantOf(now())
