import { word } from '@deskledger/kernel'
import * as t from 'io-ts'
import { isTimeFormat } from './time-format.ts'
import { isZone } from './zones.ts'

/** Names are what a mistake says is expected, and what the JSON Schema describes. */
export const Zone = word('a time zone such as "UTC", "+02:00" or "Europe/Berlin"', isZone)
export const TimeFormat = word('"iso", "epoch-s", "epoch-ms" or a form such as "d/M/yyyy HH:mm"', isTimeFormat)
export const Character = word('one character', (text) => /^[^\n\r]$/u.test(text))

const keys = <Name extends string>(...names: readonly Name[]) =>
  t.keyof(Object.fromEntries(names.map((name) => [name, null])) as Record<Name, null>)

export const EncodingName = keys('utf-8', 'latin1', 'windows-1252', 'iso-8859-15', 'utf-16le', 'utf-16be')
export const CompressionName = keys('auto', 'none', 'gzip')
export const OrderKind = keys('number', 'time', 'text')
