import type { CalendarId } from '@deskledger/kernel'
import {
  matchAgreement,
  type Escalation,
  type InForce,
  type Target as AgreedTarget,
} from '@deskledger/practices/agreement'
import type { EscalationStep, Goal, PinnedCalendar, StartClock } from '@deskledger/practices/service-level-clock'
import type { PromiseAsked, PromiseOf } from './replay-under.ts'

/** The version of a calendar to go by; undefined: there is none of that name. */
export type CalendarOf = (id: CalendarId) => PinnedCalendar | undefined

const goalOf = ({ goal }: AgreedTarget): Goal | undefined => {
  switch (goal.unit) {
    case 'seconds':
      return { seconds: goal.seconds as Extract<Goal, { seconds: unknown }>['seconds'] }
    case 'days':
      return { days: goal.days as Extract<Goal, { days: unknown }>['days'], endOfDay: goal.endOfDay }
    case 'ppm':
      return undefined
  }
}

const pausesOf = ({ terms }: InForce, { target }: PromiseAsked): StartClock['pauseReasons'] =>
  target === 'available' ? [] : (terms.pauses[target] as readonly string[] as StartClock['pauseReasons'])

const concerns = (target: PromiseAsked['target'], step: Escalation): boolean =>
  step.target === null || step.target === target

/** The steps that concern a target, in the order in which they were agreed. */
const stepsOf = ({ terms }: InForce, { target }: PromiseAsked): readonly EscalationStep[] =>
  terms.escalations
    .filter((step) => concerns(target, step))
    .map(({ atPercent, to, tell }) => ({ percent: atPercent, to, tell }) as EscalationStep)

/**
 * What agreements in force promise of tickets, for replays: the most specific target of a ticket as it was then, its
 * calendar, the steps of escalation that concern it, and the reasons that pause. Nothing where no agreement says so, two say so equally, the goal is availability in
 * a period, which no clock counts, or the calendar is not there.
 * @example replayUnder(events, promiseOf(inForce, calendarOf), { asOf })
 */
export const promiseOf =
  (inForce: readonly InForce[], calendarOf: CalendarOf): PromiseOf =>
  (asked) => {
    const { kind, target, labels, at } = asked
    const { priority, service, customer } = labels
    const ticketKind = kind === 'problem' ? null : kind
    const match = matchAgreement(inForce, { kind: ticketKind, priority, service, customer, target, at })
    if (match.type !== 'Matched') return undefined
    const goal = goalOf(match.target)
    const calendar = calendarOf(match.target.goal.calendar)
    if (goal === undefined || calendar === undefined) return undefined
    const { agreementId: id, version } = match.agreement
    const warnings = match.target.warnAt as StartClock['terms']['warnings']
    return {
      terms: { agreement: { id, version }, calendar, goal, warnings, escalations: stepsOf(match.agreement, asked) },
      pauseReasons: pausesOf(match.agreement, asked),
    }
  }
