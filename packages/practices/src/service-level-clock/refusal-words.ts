import { wordsForSeconds } from '@deskledger/kernel'
import type { ServiceLevelClockRefusal } from './refusals.ts'
import type { Goal } from './words.ts'

type Words = {
  readonly [Type in ServiceLevelClockRefusal['type']]: (
    refusal: Extract<ServiceLevelClockRefusal, { type: Type }>,
  ) => string
}

const spoken = (goal: Goal): string =>
  'seconds' in goal ? wordsForSeconds(goal.seconds) : goal.days === 1 ? '1 working day' : `${goal.days} working days`

const percentages = (list: readonly number[]): string =>
  list.length === 0 ? 'no share of its goal' : `${list.join(', ')} percent`

const words: Words = {
  ClockNotFound: ({ clockId }) => `There is no clock ${clockId}. Check the name, or start it first.`,
  ClockAlreadyStarted: ({ clockId }) =>
    `Clock ${clockId} was started already. Set it anew with RetargetClock, or restart it once it has stopped.`,
  ClockAlreadyStopped: ({ clockId, stoppedAt, verdict }) =>
    `Clock ${clockId} was stopped at ${stoppedAt}${verdict === null ? '' : ` (${verdict})`}, and its result stays. Restart it if the ticket was reopened.`,
  ClockAlreadyCancelled: ({ clockId, reason }) =>
    `Clock ${clockId} was cancelled${reason === null ? '' : ` (${reason})`}, and that is final. Nothing is promised there any more.`,
  ClockStillRuns: ({ clockId, cycle }) =>
    `Clock ${clockId} has not stopped yet; it is in cycle ${cycle}. Stop it first, then restart it.`,
  NotTheClockOfThatTarget: ({ clockId, expected }) =>
    `${clockId} does not name the ticket and the target given. Use ${expected}.`,
  GoalNotPositive: ({ clockId, goal }) =>
    `The goal of clock ${clockId} is ${spoken(goal)}. Give at least one second or one working day.`,
  WarningOutOfRange: ({ clockId, percent }) =>
    `Clock ${clockId} cannot warn at ${percent} percent. Give whole percentages from 1 to 99; at 100 it is due.`,
  EscalationOutOfRange: ({ clockId, percent }) =>
    `Clock ${clockId} cannot escalate at ${percent} percent. Give whole percentages from 1 to 1000; at 100 it is due.`,
  CalendarUnusable: ({ clockId, mistakes }) =>
    `Clock ${clockId} cannot go by its calendar. ${mistakes.map(({ pointer, message }) => (pointer === '' ? message : `At ${pointer}: ${message}`)).join(' ')}`,
  GoalNeverReached: ({ clockId, goal, from }) =>
    `From ${from} the calendar of clock ${clockId} never comes to ${spoken(goal)}. Give the calendar weekly hours, or take a smaller goal.`,
  ClockIsPaused: ({ clockId, since, reason }) =>
    `Clock ${clockId} is paused since ${since}${reason === null ? '' : ` (${reason})`}, and nothing more is reached meanwhile. Resume it first.`,
  ClockNeverDue: ({ clockId }) =>
    `Clock ${clockId} is never due: its calendar has no hours left. Set it anew with a calendar that has.`,
  ClockNotDueYet: ({ clockId, dueAt }) => `Clock ${clockId} is due at ${dueAt} and not before. Ask then.`,
  ClockAlreadyBreached: ({ clockId, breachedAt }) =>
    `Clock ${clockId} was breached at ${breachedAt}; a warning comes too late. Nothing is left to do.`,
  NoSuchWarning: ({ clockId, percent, warnings }) =>
    `Clock ${clockId} does not warn at ${percent} percent. It warns at ${percentages(warnings)}.`,
  WarningNotReachedYet: ({ clockId, percent, warnAt }) =>
    `Clock ${clockId} comes to ${percent} percent at ${warnAt} and not before. Ask then.`,
  NoSuchEscalation: ({ clockId, percent, escalations }) =>
    `Clock ${clockId} does not escalate at ${percent} percent. It escalates at ${percentages(escalations)}.`,
  EscalationNotReachedYet: ({ clockId, percent, escalateAt }) =>
    `Clock ${clockId} comes to ${percent} percent at ${escalateAt} and not before. Ask then.`,
  EscalationNeverReached: ({ clockId, percent }) =>
    `Clock ${clockId} never comes to ${percent} percent: its calendar has no hours left. Set it anew with a calendar that has.`,
}

/** A refusal for people: what stands in the way, and what to do. */
export const wordsForRefusal = (refusal: ServiceLevelClockRefusal): string => {
  const say = words[refusal.type] as (refusal: ServiceLevelClockRefusal) => string
  return say(refusal)
}
