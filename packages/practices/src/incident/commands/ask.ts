import { IncidentId, Instant, PersonId } from '@deskledger/kernel'
import * as t from 'io-ts'

/** The codec of one command: what all carry, what it must say, and what it may say. */
export const ask = <Type extends string, Must extends t.Props, May extends t.Props>(type: Type, must: Must, may: May) =>
  t.exact(
    t.intersection([
      t.type({ type: t.literal(type), incidentId: IncidentId, by: PersonId, at: Instant, ...must }),
      t.partial(may),
    ]),
    type,
  )
