import type { Instant } from '../words.ts'

/** Why there is no such instant. Each carries its facts, and a sentence for a person: what, where, what to do. */
export type WorkingTimeFailure = NotWhole | StillPaused | HoursEnd

/** An amount that is no whole number, or less than it may be. */
export interface NotWhole {
  readonly type: 'NotWhole'
  readonly unit: 'seconds' | 'working days'
  readonly amount: number
  readonly message: string
}

/** The last pause has no end, and what is left can only be worked after it: due that many seconds after resuming. */
export interface StillPaused {
  readonly type: 'StillPaused'
  readonly since: Instant
  readonly secondsLeft: number
  readonly message: string
}

/** The hours never come to that much: they have single dates only, or the year 9999 is over. */
export interface HoursEnd {
  readonly type: 'HoursEnd'
  readonly unit: 'seconds' | 'working days'
  readonly amount: number
  readonly from: Instant
  readonly message: string
}

type Unit = 'seconds' | 'working days'

export const notWhole = (unit: Unit, amount: number): NotWhole => ({
  type: 'NotWhole',
  unit,
  amount,
  message: `${amount} ${unit} cannot be worked: give a whole number; of a target, one that is not negative.`,
})

export const stillPaused = (since: Instant, secondsLeft: number): StillPaused => ({
  type: 'StillPaused',
  since,
  secondsLeft,
  message: `Paused since ${since}: due after ${secondsLeft} more seconds of work. Give the pause an end.`,
})

export const hoursEnd = ({ unit, amount, from }: Pick<HoursEnd, 'unit' | 'amount' | 'from'>): HoursEnd => ({
  type: 'HoursEnd',
  unit,
  amount,
  from,
  message: `From ${from} the hours never come to ${amount} ${unit}: they are open on single dates only, or that is outside the years 0000 to 9999. Give the calendar weekly hours, or take a smaller amount.`,
})
