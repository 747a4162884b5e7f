export {
  AcceptTerms,
  agreementCommands,
  BringIntoForce,
  CompleteReview,
  DraftAgreement,
  ExpireAgreement,
  ProposeTerms,
  RenameAgreement,
  RenewAgreement,
  StartReview,
  TerminateAgreement,
  type AgreementCommand,
} from './commands.ts'
export {
  AgreementBroughtIntoForce,
  AgreementDrafted,
  agreementEvents,
  AgreementExpired,
  AgreementRenamed,
  AgreementRenewed,
  AgreementTerminated,
  ReviewCompleted,
  ReviewStarted,
  TermsAccepted,
  TermsProposed,
  type AgreementEvent,
} from './events.ts'
export { Figures } from './figures.ts'
export { Escalation, Goal, Pauses, Penalty, Target, Terms, termsOf, WrittenTerms } from './terms.ts'
export {
  AgreementKind,
  HoldReason,
  Period,
  RetargetPolicy,
  ReviewOutcome,
  Side,
  Status,
  TargetName,
  TicketKind,
} from './words.ts'
export { criteriaNames, criteriaOf, wordsForCriteria, type Criteria, type Criterion } from './criteria.ts'
export { InForce, isWithin } from './in-force.ts'
export { matchAgreement, tiesOf, type Asked, type Loser, type Match, type Place, type Tie } from './matching.ts'
export { underpinningGaps, type UnderpinningGap } from './underpinning.ts'
export { penaltiesDue, totalsOf, type Billed, type Breach, type PenaltyDue } from './penalties.ts'
export { termsMistakes, type Parties, type TermsMistake } from './terms-mistakes.ts'
export { agreementDecider } from './decide.ts'
export { agreementExamples } from './examples.ts'
export { agreementPractice } from './practice.ts'
export {
  agreementReadModels,
  agreements,
  agreementsInForce,
  agreementVersions,
  versionKey,
  type AgreementRow,
  type AgreementVersionRow,
  type ReviewDetails,
} from './read-models/index.ts'
export { AgreementFile, commandsTowards, type AskedOfFile } from './file-form.ts'
export { permissions } from './permissions.ts'
export type { AgreementRefusal } from './refusals.ts'
export { wordsForRefusal } from './refusal-words.ts'
export type { Agreement, InForcePeriod, KnownAgreement, Proposal } from './state.ts'
