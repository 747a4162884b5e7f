import { Body, GroupId, Level, PersonId, Priority, ReferenceId, Title } from '@deskledger/kernel'
import * as t from 'io-ts'
import { Channel, PriorityMatrix, orNull } from '../words.ts'
import { ask } from './ask.ts'

/** Another impact or urgency; the priority is computed anew and an override ends. */
export const ChangePriority = ask(
  'ChangePriority',
  {},
  { impact: Level, urgency: Level, matrix: orNull(PriorityMatrix) },
)
export type ChangePriority = t.TypeOf<typeof ChangePriority>

/** Another priority than the computed one, for a reason. */
export const OverridePriority = ask('OverridePriority', { priority: Priority, reason: Body }, {})
export type OverridePriority = t.TypeOf<typeof OverridePriority>

/** Another category; the subcategory belongs to it: left out, there is none. */
export const Recategorise = ask('Recategorise', { category: Title }, { subcategory: orNull(Title) })
export type Recategorise = t.TypeOf<typeof Recategorise>

/** Another service is affected than was thought; null: none. */
export const ReclassifyService = ask('ReclassifyService', { service: orNull(ReferenceId) }, {})
export type ReclassifyService = t.TypeOf<typeof ReclassifyService>

/** Somebody else is the caller; null: nobody is known. */
export const CorrectCaller = ask('CorrectCaller', { caller: orNull(PersonId) }, {})
export type CorrectCaller = t.TypeOf<typeof CorrectCaller>

/** Another customer is served than was thought; null: none is known. */
export const CorrectCustomer = ask('CorrectCustomer', { to: orNull(ReferenceId) }, {})
export type CorrectCustomer = t.TypeOf<typeof CorrectCustomer>

/** Sets details right; what is left out stays, null takes away. */
export const CorrectDetails = ask(
  'CorrectDetails',
  {},
  { summary: Title, description: orNull(Body), location: orNull(Title), channel: orNull(Channel) },
)
export type CorrectDetails = t.TypeOf<typeof CorrectDetails>

/** Names the groups that alone may see it; none: everybody. */
export const ChangeConfidentiality = ask('ChangeConfidentiality', { confidentialTo: t.readonlyArray(GroupId) }, {})
export type ChangeConfidentiality = t.TypeOf<typeof ChangeConfidentiality>

/** Keeps what another system says of its service level. */
export const RecordExternalVerdict = ask('RecordExternalVerdict', { source: Title, made: t.boolean }, {})
export type RecordExternalVerdict = t.TypeOf<typeof RecordExternalVerdict>
