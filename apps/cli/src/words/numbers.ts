import { wordsForSeconds } from '@deskledger/kernel'

/** `63,532`: whole numbers with separators, others with up to three decimals. */
export const shownNumber = (value: number | null): string =>
  value === null ? 'none' : value.toLocaleString('en-US', { maximumFractionDigits: 3 })

/** `45.4 %`; none where there is no population. */
export const shownRate = (rate: number | null): string => (rate === null ? 'none' : `${(rate * 100).toFixed(1)} %`)

/** `8 d 23 h`; none where there is nothing to measure. */
export const shownSeconds = (seconds: number | null): string => (seconds === null ? 'none' : wordsForSeconds(seconds))

/** `1 row`, `2 rows`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${shownNumber(count)} ${count === 1 ? one : many}`
