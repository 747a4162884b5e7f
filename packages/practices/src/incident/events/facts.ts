import { Body, GroupId, Level, PersonId, Priority, ReferenceId, Title } from '@deskledger/kernel'
import * as t from 'io-ts'
import { DetailField, orNull } from '../words.ts'
import { event } from './event.ts'

/** Impact, urgency, the priority that holds and the one computed from them: they differ while it is overridden. */
export const Prioritisation = t.strict(
  { impact: orNull(Level), urgency: orNull(Level), priority: orNull(Priority), computed: orNull(Priority) },
  'Prioritisation',
)
export type Prioritisation = t.TypeOf<typeof Prioritisation>

/** Another impact, urgency or priority; `reason` is why it was overridden, null where it was computed. */
export const PriorityChanged = event('PriorityChanged', {
  from: Prioritisation,
  to: Prioritisation,
  reason: orNull(Body),
})
export type PriorityChanged = t.TypeOf<typeof PriorityChanged>

const Categorisation = t.strict({ category: orNull(Title), subcategory: orNull(Title) }, 'Categorisation')

/** Another category or subcategory. */
export const IncidentRecategorised = event('IncidentRecategorised', { from: Categorisation, to: Categorisation })
export type IncidentRecategorised = t.TypeOf<typeof IncidentRecategorised>

/** Another service is affected than was thought. */
export const ServiceReclassified = event('ServiceReclassified', { from: orNull(ReferenceId), to: orNull(ReferenceId) })
export type ServiceReclassified = t.TypeOf<typeof ServiceReclassified>

/** Somebody else is the caller. */
export const CallerCorrected = event('CallerCorrected', { from: orNull(PersonId), to: orNull(PersonId) })
export type CallerCorrected = t.TypeOf<typeof CallerCorrected>

/** Another customer is served than was thought. */
export const CustomerCorrected = event('CustomerCorrected', { from: orNull(ReferenceId), to: orNull(ReferenceId) })
export type CustomerCorrected = t.TypeOf<typeof CustomerCorrected>

const DetailChange = t.strict({ field: DetailField, from: orNull(t.string), to: orNull(t.string) }, 'DetailChange')

/** Summary, description, location or channel were set right. */
export const DetailsCorrected = event('DetailsCorrected', { changes: t.readonlyArray(DetailChange) })
export type DetailsCorrected = t.TypeOf<typeof DetailsCorrected>

/** Seen only by these groups from here; no group: by everybody. */
export const ConfidentialityChanged = event('ConfidentialityChanged', {
  from: t.readonlyArray(GroupId),
  to: t.readonlyArray(GroupId),
})
export type ConfidentialityChanged = t.TypeOf<typeof ConfidentialityChanged>

/** Another system says whether its service level was kept; `from` is what it said before. */
export const ExternalVerdictRecorded = event('ExternalVerdictRecorded', {
  source: Title,
  made: t.boolean,
  from: orNull(t.boolean),
})
export type ExternalVerdictRecorded = t.TypeOf<typeof ExternalVerdictRecorded>
