import { DAY } from './texts.ts'

/** The first second of year 0000 and the last of year 9999: beyond them there are no instants. */
export const FIRST = -62_167_219_200
export const LAST = 253_402_300_799

/** Hours and time zones are worked out a stretch of 52 weeks at a time, when somebody first asks for it. */
const STRETCH = 52 * 7 * DAY

/** The number of the stretch that a second lies in; the first is 0. */
export const stretchOf = (at: number): number => Math.floor((at - FIRST) / STRETCH)

export const LAST_STRETCH = stretchOf(LAST)

/** The first second of a stretch. */
export const startOf = (stretch: number): number => FIRST + stretch * STRETCH
