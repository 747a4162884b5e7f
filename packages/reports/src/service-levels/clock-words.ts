import type { Instant } from '@deskledger/kernel'
import type { EscalationStep } from '@deskledger/practices/service-level-clock'
import type { ClockExplanation } from './explain-clock.ts'
import { exactWords, localWords } from './local-words.ts'
import type { Mark } from './marks.ts'
import type { Segment } from './segments.ts'

type Local = (at: Instant) => string

const verdictWords: Readonly<Record<ClockExplanation['verdict'], string>> = {
  running: 'not due yet',
  met: 'met',
  missed: 'missed',
  cancelled: 'cancelled',
}

const head = (explained: ClockExplanation, local: Local): readonly string[] => {
  const { ticket, target, cycle, agreement, calendar, targetSeconds, countsFrom, dueAt, stoppedAt, verdict } = explained
  const end = stoppedAt === null ? `not stopped by ${local(explained.asOf)}` : `stopped ${local(stoppedAt)}`
  return [
    `${ticket}, ${target}, cycle ${cycle}: ${verdictWords[verdict]}.`,
    `Agreement ${agreement.id} version ${agreement.version}; calendar ${calendar.id} version ${calendar.version} (${calendar.timeZone}).`,
    `Goal ${exactWords(targetSeconds)} from ${local(countsFrom)}; due ${dueAt === null ? 'never' : local(dueAt)}; ${end}.`,
  ]
}

const replaced = ({ superseded }: ClockExplanation, local: Local): readonly string[] =>
  superseded.map(({ at, by, goal }) => {
    const { agreement, targetSeconds, dueAt, breachedAt } = goal
    const due = dueAt === null ? 'not due yet' : `due ${local(dueAt)}${breachedAt === null ? '' : ' and breached'}`
    return `Until ${local(at)} the goal was ${exactWords(targetSeconds)} by agreement ${agreement.id} version ${agreement.version}, ${due}; replaced by ${by}.`
  })

const late = ({ at, from }: Segment, local: Local): string =>
  at < from ? ` (said to be ${local(at)}; counts from the step before)` : ''

const account = (segment: Segment, local: Local): readonly string[] => {
  const { from, to, why, by, counted, seconds, subtotalSeconds, uncountedSeconds, workingIntervals } = segment
  const amount = counted
    ? `${exactWords(seconds)} counted, ${exactWords(subtotalSeconds)} so far`
    : `not counted (${exactWords(uncountedSeconds)} of working time)`
  return [
    `${local(from)} to ${local(to)}: ${why}, by ${by}${late(segment, local)}: ${amount}.`,
    ...workingIntervals.map(([opens, closes]) => `  ${local(opens)} to ${local(closes)}`),
  ]
}

const toWhom = ({ to, tell }: EscalationStep): string => {
  const whom =
    to === null ? [] : [to.type === 'functional' ? `to group ${to.group}` : `to ${to.person}, level ${to.level}`]
  return [...whom, ...(tell.length === 0 ? [] : [`telling ${tell.join(' and ')}`])].join(', ')
}

const whatMark = ({ type, percent, steps }: Mark): string => {
  if (type === 'breach') return 'breached'
  if (type === 'warning') return `warned at ${percent} percent`
  return `escalated at ${percent} percent ${steps.map(toWhom).join('; ')}`
}

const mark = (one: Mark, local: Local): string => {
  const { at, by, saidAt, holds } = one
  const when = local(saidAt) === local(at) ? '' : ` (said ${local(saidAt)})`
  return `${local(at)}: ${whatMark(one)}, by ${by}${when}${holds ? '' : '; a later step took it back'}.`
}

const sumUp = (explained: ClockExplanation): readonly string[] => {
  const { elapsedSeconds, targetSeconds, overrunSeconds, external, recordedSeconds } = explained
  const over = explained.verdict === 'missed' ? `, ${exactWords(overrunSeconds)} over` : ''
  const drift = recordedSeconds !== null && recordedSeconds !== elapsedSeconds
  return [
    `Sum ${exactWords(elapsedSeconds)} of ${exactWords(targetSeconds)}${over}.`,
    ...(external === null ? [] : [`${external.source} says: ${external.verdict}.`]),
    ...(drift
      ? [
          `Recorded at the end: ${exactWords(recordedSeconds)}. The platform's time zone data have changed since; what was recorded stands.`,
        ]
      : []),
  ]
}

/** The account for people, a sentence a line, in local times of the clock's calendar; lines of intervals are indented. */
export const wordsForClock = (explained: ClockExplanation): readonly string[] => {
  const local = localWords(explained.calendar.timeZone)
  return [
    ...head(explained, local),
    ...replaced(explained, local),
    ...explained.segments.flatMap((segment) => account(segment, local)),
    ...explained.marks.map((one) => mark(one, local)),
    ...sumUp(explained),
  ]
}
