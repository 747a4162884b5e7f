import type { IncidentDetails, IncidentTimeline } from '@deskledger/practices/incident'
import { fieldReader, type Found, type ViewFailure, type Views } from '@deskledger/read-store'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Identity } from '../identity.ts'
import { sees, sightOf } from '../may-see.ts'
import { ownershipOf } from '../ownership.ts'
import { callerDetails, seesEntry } from '../told-to-callers.ts'
import { cellsWithout } from './cells.ts'
import { only, type Lens, type Seen } from './lens.ts'
import type { Ownerships } from './ownerships.ts'
import { requesterTables, tables, type Table } from './tables.ts'

/** Who looks, and what they need to know of tickets to see only what is theirs. */
export interface Looking {
  readonly views: Views
  readonly identity: Identity
  /** for those who see the desk: every confidential ticket */
  readonly confidential: TE.TaskEither<ViewFailure, Ownerships>
  /** for requesters: every ticket of theirs */
  readonly own: TE.TaskEither<ViewFailure, Ownerships>
}

const seen = (found: Seen): TE.TaskEither<ViewFailure, Seen> => TE.right(found)

const isVisibleRow =
  (identity: Identity) =>
  ({ document }: Found): boolean =>
    sees(identity, ownershipOf(document))

const ticketOf = (field: string): ((found: Found) => string) => {
  const read = fieldReader(field)
  return ({ document }) => String(read(document))
}

const atDesk = ({ views, identity, confidential }: Looking, table: Table): TE.TaskEither<ViewFailure, Seen> => {
  if (table.kind === 'shared') return seen('Whole')
  if (table.kind === 'row') return seen(only(isVisibleRow(identity)))
  return pipe(
    confidential,
    TE.map((all) => new Set([...all].filter(([, one]) => !sees(identity, one)).map(([ticket]) => ticket))),
    TE.flatMap((hidden) => {
      if (hidden.size === 0) return seen('Whole')
      if (table.kind === 'cells') return cellsWithout(views, table, hidden)
      const read = ticketOf(table.field)
      return seen(only((found) => !hidden.has(read(found))))
    }),
  )
}

const entriesFor = (identity: Identity, found: Found): Found => {
  const timeline = found.document as IncidentTimeline
  return { ...found, document: { ...timeline, entries: timeline.entries.filter(seesEntry(identity)) } }
}

/** Details and history as far as callers are told; rows have nothing else in them. */
const told = (identity: Identity, table: string): ((found: Found) => Found) => {
  if (table === 'incident-details')
    return (found) => ({ ...found, document: callerDetails(found.document as IncidentDetails) })
  return table === 'incident-timeline' ? (found) => entriesFor(identity, found) : (found) => found
}

const atHome = ({ identity, own }: Looking, name: string, table: Table): TE.TaskEither<ViewFailure, Seen> => {
  if (!requesterTables.has(name)) return seen('Nothing')
  const tell = told(identity, name)
  const through =
    (visible: (found: Found) => boolean): Lens =>
    (found) =>
      visible(found) ? tell(found) : undefined
  if (table.kind !== 'ticket') return seen(through(isVisibleRow(identity)))
  const read = ticketOf(table.field)
  return pipe(
    own,
    TE.map((tickets) =>
      through((found) => {
        const ownership = tickets.get(read(found))
        return ownership !== undefined && sees(identity, ownership)
      }),
    ),
  )
}

/** What somebody sees of a table. */
export const lensFor = (looking: Looking, name: string): TE.TaskEither<ViewFailure, Seen> => {
  const table = tables.get(name)
  const sight = sightOf(looking.identity)
  if (sight === 'All') return seen('Whole')
  if (table === undefined || sight === 'Nothing') return seen('Nothing')
  return sight === 'Desk' ? atDesk(looking, table) : atHome(looking, name, table)
}
