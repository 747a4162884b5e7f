import * as t from 'io-ts'
import { word } from './words.ts'

/** A currency by its three capital letters (ISO 4217): `EUR`. */
export const Currency = word('Currency', { pattern: /^[A-Z]{3}$/ })
export type Currency = t.TypeOf<typeof Currency>

const Minor = t.brand(
  t.number,
  (n): n is t.Branded<number, { readonly MinorUnits: symbol }> => Number.isSafeInteger(n),
  'MinorUnits',
)

/** An amount in the smallest unit of its currency, a whole number: 12.50 EUR is 1250, 500 JPY is 500. */
export const Money = t.strict({ minor: Minor, currency: Currency }, 'Money')
export type Money = t.TypeOf<typeof Money>

const none = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
const digits: ReadonlyMap<string, number> = new Map([
  ...none.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
])

/**
 * How many decimal places the smallest unit of a currency has; 2 where the list says nothing else.
 * @source  ISO 4217, list one, "minor unit"
 */
export const minorDigits = (currency: Currency): number => digits.get(currency) ?? 2

const amount = /^(\d{1,11})(?:\.(\d+))?$/

/** Money of an amount as people write it, `12.50`; undefined: no such amount, or more places than the currency has. */
export const moneyOf = (text: string, currency: Currency): Money | undefined => {
  const [, whole, fraction = ''] = amount.exec(text) ?? []
  const places = minorDigits(currency)
  if (whole === undefined || fraction.length > places) return undefined
  return { minor: Number(whole + fraction.padEnd(places, '0')) as Money['minor'], currency }
}

/** `12.50 EUR`. */
export const wordsForMoney = ({ minor, currency }: Money): string => {
  const places = minorDigits(currency)
  const padded = String(Math.abs(minor)).padStart(places + 1, '0')
  const whole = padded.slice(0, padded.length - places)
  const fraction = places === 0 ? '' : `.${padded.slice(padded.length - places)}`
  return `${minor < 0 ? '-' : ''}${whole}${fraction} ${currency}`
}
