import { Count, Instant, Priority, ReferenceId } from '@deskledger/kernel'
import * as t from 'io-ts'
import { orNull, TargetName, TicketKind } from './words.ts'

/** How often a target was met and missed; null: over all. */
const Figure = t.strict(
  {
    target: TargetName,
    kind: orNull(TicketKind),
    priority: orNull(Priority),
    service: orNull(ReferenceId),
    met: Count,
    missed: Count,
  },
  'Figure',
)

/** The figures a review looked at, as they stood: of which time, and what they were. */
export const Figures = t.strict({ from: Instant, until: Instant, targets: t.readonlyArray(Figure) }, 'Figures')
export type Figures = t.TypeOf<typeof Figures>
