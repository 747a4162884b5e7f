import { Body, PersonId, ReferenceId, Title } from '@deskledger/kernel'
import type * as t from 'io-ts'
import { ask } from './ask.ts'

/** Says that this may be a major incident. */
export const ProposeMajor = ask('ProposeMajor', { reason: Body }, {})
export type ProposeMajor = t.TypeOf<typeof ProposeMajor>

/** Makes it a major incident: priority 1, led by the manager named. */
export const AcceptMajor = ask('AcceptMajor', { manager: PersonId }, {})
export type AcceptMajor = t.TypeOf<typeof AcceptMajor>

/** Says that it is none. */
export const DeclineMajor = ask('DeclineMajor', { reason: Body }, {})
export type DeclineMajor = t.TypeOf<typeof DeclineMajor>

/** Keeps what those affected were told; `communicationId` makes a repeat known. */
export const SendMajorCommunication = ask(
  'SendMajorCommunication',
  { communicationId: ReferenceId, audience: Title, text: Body },
  {},
)
export type SendMajorCommunication = t.TypeOf<typeof SendMajorCommunication>

/** Ends the special effort. */
export const StandDownMajor = ask('StandDownMajor', {}, {})
export type StandDownMajor = t.TypeOf<typeof StandDownMajor>

/** Keeps what was learned; a major incident is not closed without. */
export const RecordPostIncidentReview = ask('RecordPostIncidentReview', { findings: Body }, {})
export type RecordPostIncidentReview = t.TypeOf<typeof RecordPostIncidentReview>
