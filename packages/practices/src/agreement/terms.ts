import { AgreementId, CalendarId, GroupId, Money, PersonId, Priority, ReferenceId, Title } from '@deskledger/kernel'
import * as t from 'io-ts'
import { HoldReason, orNull, Period, RetargetPolicy, TargetName, TicketKind } from './words.ts'

/**
 * How much is promised: working seconds, or working days (a day of the calendar with hours, to its clock time or its end), or
 * availability in parts per million of the calendar's hours in a period: 999000 is 99.9 %.
 */
export const Goal = t.union(
  [
    t.strict({ unit: t.literal('seconds'), seconds: t.number, calendar: CalendarId }, 'goal in working seconds'),
    t.strict(
      { unit: t.literal('days'), days: t.number, endOfDay: t.boolean, calendar: CalendarId },
      'goal in working days',
    ),
    t.strict(
      { unit: t.literal('ppm'), ppm: t.number, period: Period, calendar: CalendarId },
      'goal in parts per million',
    ),
  ],
  'Goal',
)
export type Goal = t.TypeOf<typeof Goal>

/** Which tickets a target is for; null is any. */
const criteria = {
  kind: orNull(TicketKind),
  priority: orNull(Priority),
  service: orNull(ReferenceId),
  customer: orNull(ReferenceId),
}

/** One promise: what, for which tickets, how much, and at which percentages of it people are warned. */
export const Target = t.strict(
  { target: TargetName, ...criteria, goal: Goal, warnAt: t.readonlyArray(t.number) },
  'Target',
)
export type Target = t.TypeOf<typeof Target>

const Reasons = t.readonlyArray(HoldReason)

/** Which on-hold reasons stop which clock. */
export const Pauses = t.strict({ respond: Reasons, resolve: Reasons, fulfil: Reasons }, 'Pauses')
export type Pauses = t.TypeOf<typeof Pauses>

const EscalateTo = t.union([
  t.strict({ type: t.literal('functional'), group: GroupId }, 'functional escalation'),
  t.strict({ type: t.literal('hierarchic'), level: t.number, person: PersonId }, 'hierarchic escalation'),
])

/** What happens at a percentage of a target, 100 being its end: to whom the ticket goes, and who is told. */
export const Escalation = t.strict(
  { target: orNull(TargetName), atPercent: t.number, to: orNull(EscalateTo), tell: t.readonlyArray(PersonId) },
  'Escalation',
)
export type Escalation = t.TypeOf<typeof Escalation>

/**
 * What breaches cost: each one beyond those tolerated in a period, or once for the period if there are more than that. A
 * penalty is paid, a credit is taken off the charges; `most` bounds what one period comes to.
 */
export const Penalty = t.strict(
  {
    name: Title,
    type: t.keyof({ penalty: null, credit: null }, 'PenaltyType'),
    per: t.keyof({ breach: null, period: null }, 'PenaltyPer'),
    period: Period,
    target: orNull(TargetName),
    priority: orNull(Priority),
    tolerated: t.number,
    amount: Money,
    most: orNull(Money),
  },
  'Penalty',
)
export type Penalty = t.TypeOf<typeof Penalty>

/** All that two sides agree to, as it is stored. */
export const Terms = t.strict(
  {
    targets: t.readonlyArray(Target),
    pauses: Pauses,
    retarget: RetargetPolicy,
    escalations: t.readonlyArray(Escalation),
    penalties: t.readonlyArray(Penalty),
    underpinnedBy: t.readonlyArray(AgreementId),
  },
  'Terms',
)
export type Terms = t.TypeOf<typeof Terms>

const WrittenTarget = t.exact(
  t.intersection([
    t.type({ target: TargetName, goal: Goal }),
    t.partial({ ...criteria, warnAt: t.readonlyArray(t.number) }),
  ]),
  'Target',
)

/** Terms as they are proposed: what is left out is as usual. */
export const WrittenTerms = t.exact(
  t.intersection([
    t.type({ targets: t.readonlyArray(WrittenTarget) }),
    t.partial({
      pauses: t.exact(t.partial({ respond: Reasons, resolve: Reasons, fulfil: Reasons })),
      retarget: RetargetPolicy,
      escalations: t.readonlyArray(Escalation),
      penalties: t.readonlyArray(Penalty),
      underpinnedBy: t.readonlyArray(AgreementId),
    }),
  ]),
  'WrittenTerms',
)
export type WrittenTerms = t.TypeOf<typeof WrittenTerms>

/** Waiting for the caller or a vendor is not our time; the first answer never waits. */
const usualPauses: Pauses = { respond: [], resolve: ['AwaitingCaller', 'AwaitingVendor'], fulfil: [] }

const targetOf = (written: WrittenTerms['targets'][number]): Target => {
  const { target, goal, kind = null, priority = null, service = null, customer = null, warnAt = [] } = written
  return { target, kind, priority, service, customer, goal, warnAt }
}

/** Terms with everything said, each member where it was written: what is left out is as usual. */
export const termsAsWritten = (written: WrittenTerms): Terms => {
  const { pauses = {}, retarget = 'recompute-from-origin' } = written
  const { escalations = [], penalties = [], underpinnedBy = [] } = written
  const targets = written.targets.map(targetOf)
  return { targets, pauses: { ...usualPauses, ...pauses }, retarget, escalations, penalties, underpinnedBy }
}

const inOrder = <A extends string>(list: readonly A[]): readonly A[] => [...new Set(list)].sort()

/** Terms as they are stored: everything said, and lists that are sets in order, so that the same terms are equal. */
export const termsOf = (written: WrittenTerms): Terms => {
  const { targets, pauses, underpinnedBy, ...rest } = termsAsWritten(written)
  return {
    targets: targets.map((target) => ({ ...target, warnAt: [...new Set(target.warnAt)].sort((a, b) => a - b) })),
    pauses: { respond: inOrder(pauses.respond), resolve: inOrder(pauses.resolve), fulfil: inOrder(pauses.fulfil) },
    ...rest,
    underpinnedBy: inOrder(underpinnedBy),
  }
}
