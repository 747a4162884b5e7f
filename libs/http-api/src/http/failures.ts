import type { Denial } from '@deskledger/access'
import { wordsForRefusal, type Refusal } from '@deskledger/nouns'
import type { RuntimeFailure } from '@deskledger/runtime'
import { Problem } from './problem.ts'

/** What is missing is 404, what contradicts itself is 422, what contradicts what is there is 409. */
export const refusalStatus: Readonly<Record<Refusal['type'], 404 | 409 | 422>> = {
  IncidentNotFound: 404,
  IncidentAlreadyRaised: 409,
  IncidentAlreadyResolved: 409,
  IncidentAlreadyClosed: 409,
  IncidentAlreadyCancelled: 409,
  IncidentAlreadyMerged: 409,
  IncidentAlreadyOnHold: 409,
  IncidentNotOnHold: 409,
  IncidentNotResolved: 409,
  CloseNeedsResolved: 409,
  ReopeningWindowPassed: 409,
  AssignNeedsSomebody: 422,
  StartWorkNeedsAssignment: 409,
  HoldReasonNeedsComment: 422,
  PriorityNeedsImpactAndUrgency: 422,
  FollowUpOfItself: 422,
  CallerIsNoResponder: 409,
  EscalationGoesUp: 409,
  NoMajorIncident: 409,
  MajorIncidentNotProposed: 409,
  MajorIncidentAlreadyProposed: 409,
  MajorIncidentAlreadyAccepted: 409,
  MajorIncidentOver: 409,
  MajorIncidentKeepsPriority: 409,
  MajorIncidentNotStoodDown: 409,
  PostIncidentReviewMissing: 409,
  ParentIsItself: 422,
  ParentCycle: 409,
  ParentTooDeep: 409,
  NotItsParent: 409,
  MergeIntoItself: 422,
  MergeCycle: 409,
  AgreementNotFound: 404,
  AgreementAlreadyDrafted: 409,
  AgreementAlreadyExpired: 409,
  AgreementAlreadyTerminated: 409,
  AgreementHasNoEnd: 409,
  AgreementNotInForce: 409,
  AgreementNotOver: 409,
  BadTerms: 422,
  BeginsBeforeVersionInForce: 409,
  DatesCross: 422,
  ReviewNotStarted: 409,
  TermsAlreadyInForce: 409,
  TermsNotAgreed: 409,
  TermsNotProposed: 409,
  TermsSuperseded: 409,
  TiesWithOthers: 409,
  CalendarNotFound: 404,
  BadWorkingHours: 422,
  CalendarAlreadyDefined: 409,
  CalendarAlreadyRetired: 409,
  ExtraHoursClash: 422,
  NamesWithoutHoliday: 422,
  ClockNotFound: 404,
  CalendarUnusable: 409,
  ClockAlreadyBreached: 409,
  ClockAlreadyCancelled: 409,
  ClockAlreadyStarted: 409,
  ClockAlreadyStopped: 409,
  ClockIsPaused: 409,
  ClockNeverDue: 409,
  ClockNotDueYet: 409,
  ClockStillRuns: 409,
  EscalationNeverReached: 409,
  EscalationNotReachedYet: 409,
  EscalationOutOfRange: 422,
  GoalNeverReached: 409,
  GoalNotPositive: 422,
  NoSuchEscalation: 409,
  NoSuchWarning: 409,
  NotTheClockOfThatTarget: 409,
  WarningNotReachedYet: 409,
  WarningOutOfRange: 422,
}

/** A rule said no: its facts are members of the problem. */
export const refusedProblem = (refusal: Refusal, index: number | undefined): Problem => {
  const { type, ...facts } = refusal
  const where = index === undefined ? {} : { index }
  return new Problem(refusalStatus[type], {
    kind: type,
    detail: wordsForRefusal(refusal),
    more: { refusal: { type, ...facts }, ...where },
  })
}

/** Seconds after which asking again makes sense. */
const RETRY = { 'retry-after': '1' }

const asked: Partial<Readonly<Record<RuntimeFailure['type'], number>>> = {
  BadQuery: 400,
  NoSuchReadModel: 404,
  WrongRevision: 409,
  MixedRepeat: 409,
  Unstorable: 422,
}

/** A store failed, or was asked for what it does not have. What it said names machines: it goes to the log alone. */
export const failedProblem = ({ type, message }: Pick<RuntimeFailure, 'type' | 'message'>): Problem => {
  const status = asked[type]
  if (status !== undefined) return new Problem(status, { kind: type, detail: message })
  if (type === 'StillBehind')
    return new Problem(503, {
      kind: type,
      detail: 'Read models have not got that far yet. Ask again in a moment.',
      headers: RETRY,
    })
  return new Problem(503, {
    kind: 'StoreUnavailable',
    detail: 'The ledger cannot be reached right now. Ask again in a moment, with the same Idempotency-Key.',
    headers: RETRY,
  })
}

/** The same to everybody who may not; why is in the log. */
export const deniedProblem = ({ outside }: Denial): Problem =>
  new Problem(outside.status, {
    kind: outside.type,
    detail: outside.message,
    headers: outside.status === 401 ? { 'www-authenticate': outside.challenge } : {},
  })
