import { Body, Count, GroupId, Instant, Level, PersonId, Priority, ReferenceId, Title } from '@deskledger/kernel'
import * as t from 'io-ts'
import { Columns } from '../events/lifecycle.ts'
import { Channel, Standing, orNull } from '../words.ts'
import { ask } from './ask.ts'

/** Columns with a meaning of their own; only mapped ones are there, null is missing in the row. */
const Tracked = t.exact(
  t.partial({
    summary: orNull(Title),
    description: orNull(Body),
    caller: orNull(PersonId),
    customer: orNull(ReferenceId),
    channel: orNull(Channel),
    service: orNull(ReferenceId),
    location: orNull(Title),
    category: orNull(Title),
    subcategory: orNull(Title),
    group: orNull(GroupId),
    assignee: orNull(PersonId),
    impact: orNull(Level),
    urgency: orNull(Level),
    priority: orNull(Priority),
    resolutionCode: orNull(Title),
    resolutionText: orNull(Body),
  }),
  'Tracked',
)
export type Tracked = t.TypeOf<typeof Tracked>

const Counters = t.exact(t.partial({ reassignments: orNull(Count) }), 'Counters')

/** One reference of each mapped kind; null: none in the row. */
const Links = t.exact(
  t.partial({
    problem: orNull(ReferenceId),
    change: orNull(ReferenceId),
    causingChange: orNull(ReferenceId),
    knowledge: orNull(ReferenceId),
    item: orNull(ReferenceId),
    outage: orNull(ReferenceId),
    vendor: orNull(ReferenceId),
  }),
  'Links',
)

/**
 * One row of a foreign log, `row` from 1 within its key. Never refused: what the rules forbid is recorded as imported.
 * `standing` null: the row does not say. `finals` are columns that hold their last value from the first row on.
 */
export const RecordImportedRow = ask(
  'RecordImportedRow',
  {
    source: Title,
    row: Count,
    reportedAt: orNull(Instant),
    standing: orNull(Standing),
    tracked: Tracked,
    counters: Counters,
    links: Links,
    verdict: orNull(t.boolean),
    note: orNull(Body),
    fields: Columns,
    finals: Columns,
  },
  {},
)
export type RecordImportedRow = t.TypeOf<typeof RecordImportedRow>
