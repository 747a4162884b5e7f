import { IncidentId, Instant, PersonId } from '@deskledger/kernel'
import * as t from 'io-ts'

/** The codec of one event: what all carry, and its own fields. */
export const event = <Type extends string, Fields extends t.Props>(type: Type, fields: Fields) =>
  t.strict({ type: t.literal(type), incidentId: IncidentId, by: PersonId, at: Instant, ...fields }, type)
