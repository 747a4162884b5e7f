import type { StatusAsOf } from '@deskledger/practices/service-level-clock'
import { shownSeconds } from '../words/numbers.ts'

/** `2 h 10 min`, or how much it is over: `1 h over`. */
export const leftWords = (seconds: number): string =>
  seconds < 0 ? `${shownSeconds(-seconds)} over` : shownSeconds(seconds)

/** How much of a goal is used, for eyes. */
export const percentWords = ({ percent }: Pick<StatusAsOf, 'percent'>): string => `${percent} %`
