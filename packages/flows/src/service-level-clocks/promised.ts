import type { Count } from '@deskledger/kernel'
import type { Match, Target as AgreedTarget, RetargetPolicy } from '@deskledger/practices/agreement'
import type { EscalationStep, Goal, PinnedCalendar, StartClock, Terms } from '@deskledger/practices/service-level-clock'
import type { PromiseRef, TargetName } from './memory.ts'

/** What holds for one target of a ticket, as a clock pins it. */
export interface Promised {
  readonly promise: PromiseRef
  readonly terms: Terms
  readonly pauseReasons: StartClock['pauseReasons']
  /** what becomes of time that has passed, where this promise takes the place of another */
  readonly policy: RetargetPolicy
}

/** A goal that a clock can count; undefined: it is none, as a share of a period is. */
export const goalOf = ({ goal }: AgreedTarget): Goal | undefined => {
  switch (goal.unit) {
    case 'seconds':
      return { seconds: goal.seconds as Count }
    case 'days':
      return { days: goal.days as Count, endOfDay: goal.endOfDay }
    case 'ppm':
      return undefined
  }
}

type Matched = Extract<Match, { type: 'Matched' }>

/** The steps of escalation that concern a target, as a clock pins them. */
const escalationsOf = ({ agreement }: Matched, target: TargetName): readonly EscalationStep[] =>
  agreement.terms.escalations
    .filter((step) => step.target === null || step.target === target)
    .map(({ atPercent, to, tell }) => ({
      percent: atPercent as Count,
      to: to?.type === 'hierarchic' ? { ...to, level: to.level as Count } : to,
      tell,
    }))

/** What a clock pins of the target that won. */
export const promisedBy = (
  match: Matched,
  { target, goal, calendar }: { readonly target: TargetName; readonly goal: Goal; readonly calendar: PinnedCalendar },
): Promised => {
  const { agreement, winner } = match
  const { agreementId: id, version } = agreement
  const { pauses, retarget: policy } = agreement.terms
  const warnings = match.target.warnAt as Terms['warnings']
  return {
    promise: { agreement: id, version, place: winner.place },
    terms: { agreement: { id, version }, calendar, goal, warnings, escalations: escalationsOf(match, target) },
    pauseReasons: pauses[target] as readonly string[] as StartClock['pauseReasons'],
    policy,
  }
}
