import * as E from 'fp-ts/lib/Either.js'
import type { BadInterval, BadTime, Instead } from './mistakes.ts'
import type { Span } from './spans.ts'
import { DAY, secondsOfTime } from './texts.ts'

/** One interval as it is written, and where: its times have places of their own. */
export interface Written {
  readonly pointer: string
  readonly fromPointer: string
  readonly toPointer: string
  /** the weekday or date, and the one after it */
  readonly day: string
  readonly dayAfter: string
  readonly from: string
  readonly to: string
}

/** One interval understood, in seconds from midnight. */
export interface Understood {
  readonly written: Written
  readonly span: Span
}

const badTime = (pointer: string, time: string, message: string): BadTime => ({
  type: 'BadTime',
  pointer,
  time,
  message,
})

const times = ({ fromPointer, toPointer, from, to }: Written): E.Either<readonly BadTime[], Span> => {
  const [start, end] = [secondsOfTime(from), secondsOfTime(to)]
  const mistakes: BadTime[] = []
  const form = 'Write local times as HH:MM, from 00:00 to 23:59; an end may be 24:00.'
  if (start === null) mistakes.push(badTime(fromPointer, from, `"${from}" is no time of day. ${form}`))
  if (start === DAY) mistakes.push(badTime(fromPointer, from, 'Nothing begins at 24:00: write 00:00 of the next day.'))
  if (end === null) mistakes.push(badTime(toPointer, to, `"${to}" is no time of day. ${form}`))
  return start === null || end === null || start === DAY ? E.left(mistakes) : E.right([start, end])
}

const inWords = ({ day, from, to }: Instead): string => `${day} ${from}–${to}`

const reversed = ({ pointer, day, dayAfter, from, to }: Written): BadInterval => {
  const instead = [{ day, from, to: '24:00' }, ...(to === '00:00' ? [] : [{ day: dayAfter, from: '00:00', to }])]
  const why = to === '00:00' ? 'The end of a day is 24:00' : "Work over midnight is two days' work"
  const message = `${day} ${from}–${to} ends before it begins. ${why}: write ${instead.map(inWords).join(' and ')}.`
  return { type: 'BadInterval', reason: 'reversed', pointer, from, to, other: null, instead, message }
}

const empty = ({ pointer, day, from, to }: Written): BadInterval => {
  const message = `${day} ${from}–${to} ends when it begins. Take it out, or write 00:00–24:00 for all of a day.`
  return { type: 'BadInterval', reason: 'empty', pointer, from, to, other: null, instead: [], message }
}

/** What an interval says. */
export const understand = (written: Written): E.Either<readonly (BadTime | BadInterval)[], Understood> => {
  const span = times(written)
  if (E.isLeft(span)) return span
  const [from, to] = span.right
  if (to < from) return E.left([reversed(written)])
  return to === from ? E.left([empty(written)]) : E.right({ written, span: span.right })
}

const overlapping = ({ pointer, day, from, to }: Written, other: Written): BadInterval => {
  const message = `${day} ${from}–${to} runs into ${other.from}–${other.to} (${other.pointer}) of the same day. Make them one, or let one end where the other begins.`
  return { type: 'BadInterval', reason: 'overlapping', pointer, from, to, other: other.pointer, instead: [], message }
}

/** Each interval of a day that runs into one that begins before it. */
export const overlaps = (day: readonly Understood[]): readonly BadInterval[] => {
  const mistakes: BadInterval[] = []
  const [first, ...rest] = [...day].sort((a, b) => a.span[0] - b.span[0])
  let longest = first
  for (const next of rest) {
    if (longest !== undefined && next.span[0] < longest.span[1])
      mistakes.push(overlapping(next.written, longest.written))
    if (longest === undefined || next.span[1] > longest.span[1]) longest = next
  }
  return mistakes
}
