import { wordsForMoney, type AgreementId, type Mistake, type ReferenceId } from '@deskledger/kernel'
import { criteriaOf, sameCriteria, wordsForCriteria } from './criteria.ts'
import type { Escalation, Goal, Penalty, Target, Terms } from './terms.ts'
import type { TargetName } from './words.ts'

type Kind =
  | 'NoTargets'
  | 'BadGoal'
  | 'GoalDoesNotFit'
  | 'BadWarning'
  | 'TicketDoesNotFit'
  | 'CustomerDoesNotFit'
  | 'TargetTwice'
  | 'BadEscalation'
  | 'BadPenalty'
  | 'TargetNotPromised'
  | 'UnderpinnedByItself'

/** One thing that is wrong with terms: what, where in them (RFC 6901 pointer), and a sentence with what to do. */
export interface TermsMistake extends Mistake {
  readonly type: Kind
}

/** What terms must fit: of which agreement they are, and with which customer it is; null: with all. */
export interface Parties {
  readonly agreementId: AgreementId
  readonly customer: ReferenceId | null
}

type Found = readonly TermsMistake[]
const none: Found = []
const when = (wrong: boolean, type: Kind, [pointer, message]: readonly [string, string]): Found =>
  wrong ? [{ type, pointer, message }] : none
const whole = (n: number, least: number, most = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isSafeInteger(n) && n >= least && n <= most

const amount = (goal: Goal, at: string): Found => {
  const positive = 'A target is above nothing: give a whole number of'
  switch (goal.unit) {
    case 'seconds': {
      const message = `${goal.seconds} working seconds cannot be promised. ${positive} seconds, 1 or more.`
      return when(!whole(goal.seconds, 1), 'BadGoal', [`${at}/seconds`, message])
    }
    case 'days': {
      const message = `${goal.days} working days cannot be promised. ${positive} days, 1 or more.`
      return when(!whole(goal.days, 1), 'BadGoal', [`${at}/days`, message])
    }
    case 'ppm': {
      const message = `${goal.ppm} parts per million cannot be promised. Give a whole number from 1 to 1000000, which is 100 %.`
      return when(!whole(goal.ppm, 1, 1_000_000), 'BadGoal', [`${at}/ppm`, message])
    }
  }
}

const unit = ({ target, goal }: Target, at: string): Found =>
  target === 'available'
    ? when(goal.unit !== 'ppm', 'GoalDoesNotFit', [
        `${at}/unit`,
        `Availability is promised in ppm of a period, not in ${goal.unit}.`,
      ])
    : when(goal.unit === 'ppm', 'GoalDoesNotFit', [
        `${at}/unit`,
        `To ${target} is promised in seconds or days, not in ppm.`,
      ])

const warnings = (warnAt: readonly number[], at: string): Found =>
  warnAt.flatMap((percent, place) => {
    const advice =
      percent >= 100 ? 'At 100 % a target is breached: warn before, or escalate' : 'Give a whole percentage'
    const message = `Nobody can be warned at ${percent} % of a target. ${advice}, from 1 to 99.`
    return when(!whole(percent, 1, 99), 'BadWarning', [`${at}/${place}`, message])
  })

const misfit = (at: string, message: string): Found => when(true, 'TicketDoesNotFit', [at, message])

const ofService = ({ kind, priority }: Target, at: string): Found => {
  const message = 'Availability is of a service, not of tickets. Leave this out.'
  return [
    ...(kind === null ? none : misfit(`${at}/kind`, message)),
    ...(priority === null ? none : misfit(`${at}/priority`, message)),
  ]
}

const ticket = (target: Target, at: string): Found => {
  const { target: name, kind } = target
  if (name === 'available') return ofService(target, at)
  if (name === 'fulfil' && kind !== null && kind !== 'request')
    return misfit(`${at}/kind`, `A ${kind} is resolved, not fulfilled. Write resolve, or kind request.`)
  return name === 'resolve' && kind === 'request'
    ? misfit(`${at}/kind`, 'A request is fulfilled, not resolved. Write fulfil, or another kind.')
    : none
}

const inTarget = (target: Target, at: string, { customer }: Parties): Found => [
  ...amount(target.goal, `${at}/goal`),
  ...unit(target, `${at}/goal`),
  ...warnings(target.warnAt, `${at}/warnAt`),
  ...ticket(target, at),
  ...when(target.customer !== null && customer !== null && target.customer !== customer, 'CustomerDoesNotFit', [
    `${at}/customer`,
    `The agreement is with ${customer ?? ''}, not with ${target.customer ?? ''}. Leave the customer out, or make another agreement.`,
  ]),
]

const twice = (targets: readonly Target[], parties: Parties): Found =>
  targets.flatMap((target, place) => {
    const criteria = criteriaOf(target, parties)
    const first = targets.findIndex(
      (other) => other.target === target.target && sameCriteria(criteriaOf(other, parties), criteria),
    )
    const message = `What to ${target.target} means for ${wordsForCriteria(criteria)} is said by /targets/${first} already. Take one of them out.`
    return when(first < place, 'TargetTwice', [`/targets/${place}`, message])
  })

const promised = (target: TargetName | null, targets: readonly Target[], at: string): Found =>
  when(target !== null && !targets.some((one) => one.target === target), 'TargetNotPromised', [
    `${at}/target`,
    `The terms have no target to ${target ?? ''}. Add one, or name another.`,
  ])

const inEscalation = ({ target, atPercent, to, tell }: Escalation, at: string, targets: readonly Target[]): Found => [
  ...promised(target, targets, at),
  ...when(!whole(atPercent, 1, 1000), 'BadEscalation', [
    `${at}/atPercent`,
    `Nothing is escalated at ${atPercent} % of a target. Give a whole percentage from 1 to 1000; its end is at 100.`,
  ]),
  ...when(to?.type === 'hierarchic' && !whole(to.level, 1, 20), 'BadEscalation', [
    `${at}/to/level`,
    'Levels are whole numbers from 1, the nearest manager, to 20.',
  ]),
  ...when(to === null && tell.length === 0, 'BadEscalation', [
    at,
    'This escalation goes to nobody and tells nobody. Name a group, a level with a person, or people to tell.',
  ]),
]

const bounds = ({ amount: each, most }: Penalty, at: string): Found => {
  if (most === null) return none
  const same = most.currency === each.currency
  const message = same
    ? `At most ${wordsForMoney(most)} is less than ${wordsForMoney(each)} for one. Give more, or leave it out.`
    : `The bound is in ${most.currency}, the amount in ${each.currency}. Write both in one currency.`
  return when(!same || most.minor < each.minor, 'BadPenalty', [`${at}/most`, message])
}

const inPenalty = (penalty: Penalty, at: string, targets: readonly Target[]): Found => [
  ...promised(penalty.target, targets, at),
  ...when(penalty.amount.minor <= 0, 'BadPenalty', [
    `${at}/amount`,
    `${wordsForMoney(penalty.amount)} is no penalty. Give an amount above nothing.`,
  ]),
  ...when(!whole(penalty.tolerated, 0), 'BadPenalty', [
    `${at}/tolerated`,
    `${penalty.tolerated} breaches cannot be tolerated. Give a whole number, 0 or more.`,
  ]),
  ...bounds(penalty, at),
]

/** Every mistake in terms, in the order of their fields; none: they can be agreed to. */
export const termsMistakes = ({ targets, escalations, penalties, underpinnedBy }: Terms, parties: Parties): Found => [
  ...when(targets.length === 0, 'NoTargets', ['/targets', 'These terms promise nothing. Give one target at least.']),
  ...targets.flatMap((target, place) => inTarget(target, `/targets/${place}`, parties)),
  ...twice(targets, parties),
  ...escalations.flatMap((step, place) => inEscalation(step, `/escalations/${place}`, targets)),
  ...penalties.flatMap((penalty, place) => inPenalty(penalty, `/penalties/${place}`, targets)),
  ...underpinnedBy.flatMap((id, place) =>
    when(id === parties.agreementId, 'UnderpinnedByItself', [
      `/underpinnedBy/${place}`,
      `Agreement ${id} cannot underpin itself. Name the OLA or UC that does.`,
    ]),
  ),
]
