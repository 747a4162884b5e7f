import { Level, PersonId, Priority, Title } from '@deskledger/kernel'
import { Channel, HoldReason, Status } from '@deskledger/practices/incident'
import * as t from 'io-ts'
import { Character, CompressionName, EncodingName, OrderKind, TimeFormat, Zone } from './mapping-words.ts'

const some = <Must extends t.Props, May extends t.Props>(must: Must, may: May, name: string) =>
  t.exact(t.intersection([t.type(must), t.partial(may)]), name)
const texts = t.readonlyArray(t.string)
const coded = <Value extends t.Mixed>(value: Value, name: string) =>
  t.strict({ column: t.string, values: t.record(t.string, t.union([value, t.null])) }, name)

const File = t.exact(
  t.partial({
    delimiter: Character,
    quote: t.union([Character, t.null]),
    encoding: EncodingName,
    compression: CompressionName,
    header: t.union([t.literal(true), texts]),
  }),
  'File',
)
const Order = t.union([t.literal('file'), t.strict({ column: t.string, as: OrderKind })], 'Order')
const Times = t.strict({ columns: texts, format: TimeFormat, zone: Zone }, 'Times')
const Joined = some({ columns: texts }, { separator: t.string }, 'Joined')
const By = t.strict({ column: t.union([t.string, t.null]), otherwise: PersonId }, 'By')
const Meaning = some({ status: Status }, { holdReason: HoldReason }, 'Meaning')
const States = t.strict({ columns: texts, map: t.record(t.string, t.union([Meaning, t.null])) }, 'States')

const Tracked = t.exact(
  t.partial({
    summary: t.string,
    description: t.string,
    caller: t.string,
    customer: t.string,
    channel: coded(Channel, 'Channels'),
    service: t.string,
    location: t.string,
    category: t.string,
    subcategory: t.string,
    group: t.string,
    assignee: t.string,
    impact: coded(Level, 'Levels'),
    urgency: coded(Level, 'Levels'),
    priority: coded(Priority, 'Priorities'),
    resolutionCode: t.string,
    resolutionText: t.string,
  }),
  'TrackedColumns',
)
const Links = t.exact(
  t.partial({
    problem: t.string,
    change: t.string,
    causingChange: t.string,
    knowledge: t.string,
    item: t.string,
    outage: t.string,
    vendor: t.string,
  }),
  'LinkColumns',
)
const Verdict = t.strict({ column: t.string, true: texts, false: texts }, 'Verdict')

/**
 * How a foreign ticket log is read: a data file, described in docs/how-to/import-a-log.md. Columns that it names nowhere
 * are kept as they are, under their own names.
 */
export const Mapping = some(
  {
    name: Title,
    source: Title,
    key: some({ column: t.string }, { prefix: t.string }, 'Key'),
    at: t.string,
    by: By,
    times: t.readonlyArray(Times),
    states: States,
  },
  {
    $schema: t.string,
    citation: t.string,
    file: File,
    joined: t.record(t.string, Joined),
    rows: t.strict({ order: Order }, 'Rows'),
    missing: texts,
    reportedAt: t.union([t.string, t.null]),
    tracked: Tracked,
    counters: t.exact(t.partial({ reassignments: t.string }), 'CounterColumns'),
    links: Links,
    verdict: Verdict,
    note: t.string,
    finals: t.record(t.string, t.string),
    ignore: t.record(t.string, t.string),
  },
  'Mapping',
)
export type Mapping = t.TypeOf<typeof Mapping>
