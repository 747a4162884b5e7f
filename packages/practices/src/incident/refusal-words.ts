import type { IncidentRefusal } from './refusals.ts'

type Words = {
  readonly [Type in IncidentRefusal['type']]: (refusal: Extract<IncidentRefusal, { type: Type }>) => string
}

const words: Words = {
  IncidentNotFound: ({ incidentId }) => `There is no incident ${incidentId}. Check the number, or raise it first.`,
  IncidentAlreadyRaised: ({ incidentId }) =>
    `Incident ${incidentId} exists already. Use another number, or work on this one.`,
  IncidentAlreadyResolved: ({ incidentId }) =>
    `Incident ${incidentId} is resolved. Reopen it to go on working, or update its resolution.`,
  IncidentAlreadyClosed: ({ incidentId }) =>
    `Incident ${incidentId} is closed, and that is final. Raise a new one as its follow-up.`,
  IncidentAlreadyCancelled: ({ incidentId }) =>
    `Incident ${incidentId} is cancelled, and that is final. Raise a new one as its follow-up.`,
  IncidentAlreadyMerged: ({ incidentId, into }) =>
    `Incident ${incidentId} was merged into ${into ?? 'another one'}. Go on there.`,
  IncidentAlreadyOnHold: ({ incidentId, reason }) =>
    `Incident ${incidentId} is on hold (${reason ?? 'no reason given'}). Resume it first.`,
  IncidentNotOnHold: ({ incidentId, status }) =>
    `Incident ${incidentId} is ${status}, not OnHold. There is nothing to resume.`,
  IncidentNotResolved: ({ incidentId, status }) =>
    `Incident ${incidentId} is ${status}, not Resolved. Resolve it first.`,
  CloseNeedsResolved: ({ incidentId, status }) =>
    `Incident ${incidentId} is ${status}, and only a resolved one is closed. Resolve it first, or cancel it.`,
  ReopeningWindowPassed: ({ incidentId, until }) =>
    `Incident ${incidentId} could be reopened until ${until}. Raise a new one as its follow-up.`,
  AssignNeedsSomebody: ({ incidentId }) =>
    `Incident ${incidentId} was assigned to nobody. Name a group, a person or both; to take it away, unassign it.`,
  StartWorkNeedsAssignment: ({ incidentId }) =>
    `Nobody is assigned to incident ${incidentId} yet. Assign it, then start work.`,
  HoldReasonNeedsComment: ({ incidentId }) =>
    `Incident ${incidentId} cannot wait for its caller without a comment. Say what you ask of the caller.`,
  PriorityNeedsImpactAndUrgency: ({ incidentId }) =>
    `Incident ${incidentId} has no impact or no urgency yet. Give both, so that the priority can be computed.`,
  FollowUpOfItself: ({ incidentId }) => `Incident ${incidentId} cannot follow up itself. Name the earlier incident.`,
  CallerIsNoResponder: ({ incidentId }) =>
    `The caller of incident ${incidentId} cannot accept it. An agent of the service desk does.`,
  EscalationGoesUp: ({ incidentId, level }) =>
    `The next escalation of incident ${incidentId} is to level ${level} or above. Name such a level.`,
  NoMajorIncident: ({ incidentId }) =>
    `Incident ${incidentId} is no accepted major incident. Propose it and have it accepted first.`,
  MajorIncidentNotProposed: ({ incidentId }) =>
    `Nobody has proposed incident ${incidentId} as a major incident. Propose it first.`,
  MajorIncidentAlreadyProposed: ({ incidentId }) =>
    `Incident ${incidentId} is proposed as a major incident already. Accept or decline that first.`,
  MajorIncidentAlreadyAccepted: ({ incidentId, manager }) =>
    `Incident ${incidentId} is a major incident already, led by ${manager}. Stand it down to end that.`,
  MajorIncidentOver: ({ incidentId }) =>
    `Incident ${incidentId} was a major incident and has been stood down. Raise a new one if it is back.`,
  MajorIncidentKeepsPriority: ({ incidentId }) =>
    `Incident ${incidentId} is a major incident and keeps priority 1. Stand it down first.`,
  MajorIncidentNotStoodDown: ({ incidentId }) =>
    `Incident ${incidentId} is still a major incident. Stand it down first.`,
  PostIncidentReviewMissing: ({ incidentId }) =>
    `Incident ${incidentId} was a major incident and has no review yet. Record the post-incident review, then close it.`,
  ParentIsItself: ({ incidentId }) => `Incident ${incidentId} cannot be its own parent. Name another incident.`,
  ParentCycle: ({ incidentId, parent }) =>
    `Incident ${parent} hangs below ${incidentId} already, so it cannot be its parent. Remove that relation first.`,
  ParentTooDeep: ({ incidentId, generations, most }) =>
    `With this parent the family of incident ${incidentId} would have ${generations} generations; ${most} are allowed. Choose a parent further up.`,
  NotItsParent: ({ incidentId, parent }) =>
    `Incident ${incidentId} follows ${parent ?? 'no other incident'}, not the one named. Set the parent first.`,
  MergeIntoItself: ({ incidentId }) => `Incident ${incidentId} cannot be merged with itself. Name another incident.`,
  MergeCycle: ({ incidentId, into }) =>
    `Incident ${into} was merged into ${incidentId} itself. Merge into the one where work goes on.`,
}

/** A refusal for people: what stands in the way, and what to do. */
export const wordsForRefusal = (refusal: IncidentRefusal): string => {
  const say = words[refusal.type] as (refusal: IncidentRefusal) => string
  return say(refusal)
}
