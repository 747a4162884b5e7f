import type { Mistake } from '../decoding.ts'

/** One thing that is wrong with a definition of hours: what, where in it (RFC 6901 pointer), and a sentence with what to do. */
export type WorkingHoursMistake = UnknownTimeZone | BadTime | BadDate | BadInterval | CalendarNeverOpens

/** The platform's time zone data have no zone of that name. */
export interface UnknownTimeZone extends Mistake {
  readonly type: 'UnknownTimeZone'
  readonly timeZone: string
}

export interface BadTime extends Mistake {
  readonly type: 'BadTime'
  readonly time: string
}

export interface BadDate extends Mistake {
  readonly type: 'BadDate'
  readonly date: string
}

/** Hours that end before they begin, or when they begin, or that run into others of their day. */
export interface BadInterval extends Mistake {
  readonly type: 'BadInterval'
  readonly reason: 'reversed' | 'empty' | 'overlapping'
  readonly from: string
  readonly to: string
  /** where the interval is that this one runs into; null unless overlapping */
  readonly other: string | null
  /** what to write instead, where that can be told: work over midnight is two days' work */
  readonly instead: readonly Instead[]
}

/** Hours to write: of a weekday (`mon`), or of a date. */
export interface Instead {
  readonly day: string
  readonly from: string
  readonly to: string
}

/** No interval anywhere, or only on dates that the zone's calendar leaves out: nothing would ever be due. */
export interface CalendarNeverOpens extends Mistake {
  readonly type: 'CalendarNeverOpens'
}
