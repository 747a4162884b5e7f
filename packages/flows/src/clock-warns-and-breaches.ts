import type { Timers } from '@deskledger/kernel'
import type { ServiceLevelTimer } from '@deskledger/practices/service-level-clock'

/** Clocks make known what they come to: each says itself what is to be asked of it next, and when. */
export const clockWarnsAndBreaches: Timers<ServiceLevelTimer, ServiceLevelTimer['ask']> = {
  name: 'clock-warns-and-breaches',
  sentence: 'A clock gives its warnings, its breach and its escalations when their instants have come.',
  table: 'service-level-timers',
  asks: ({ ask }) => ask,
}
