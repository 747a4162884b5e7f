import type { Instant, PersonId } from '@deskledger/kernel'
import type { RecordImportedRow } from '@deskledger/practices/incident'
import type { Columns } from './columns.ts'
import type { Mapping } from './mapping.ts'
import type { Mistakes } from './mistakes.ts'
import { keyParse, mandatory, placeReader, type Place } from './place.ts'
import { rawReaders } from './raw-columns.ts'
import { body, coded, count, person, readers, type Read } from './readers.ts'
import { standingReader } from './states.ts'
import { timeParsers } from './times.ts'
import { linkReader, trackedReader } from './tracked.ts'

/** A row of a log in the ledger's words; its number within its key is not known yet. */
type MappedRow = Omit<RecordImportedRow, 'row'>

/** Reads the records of one log. `null` where something no row may be without is missing or wrong: a mistake is collected. */
export interface RowReader {
  readonly place: Read<Place>
  readonly map: Read<MappedRow>
}

const verdictValues = ({ verdict }: Mapping): Readonly<Record<string, boolean>> =>
  Object.fromEntries([
    ...(verdict?.true ?? []).map((text) => [text, true] as const),
    ...(verdict?.false ?? []).map((text) => [text, false] as const),
  ])

const nothing = (): null => null
const optional = <Value>(column: string | null | undefined, read: (column: string) => Read<Value>): Read<Value> =>
  column === null || column === undefined ? nothing : read(column)

/** Fits a mapping to one log. */
export const rowReader = (mapping: Mapping, columns: Columns, mistakes: Mistakes): RowReader => {
  const make = readers(columns, mistakes)
  const times = timeParsers(mapping)
  const time = (column: string): Read<Instant> => make(column, times.get(column) ?? (() => ({ value: null })))
  const place = placeReader(mapping, columns, { make, times, mistakes })
  const keyOf = make(mapping.key.column, keyParse(mapping.key.prefix ?? ''))
  const atOf = mandatory(mapping.at, time(mapping.at), { cellOf: columns.cellOf, mistakes })
  const reportedAtOf = optional(mapping.reportedAt, time)
  const byOf = optional<PersonId>(mapping.by.column, (column) => make(column, person))
  const standingOf = standingReader(mapping, columns, { make, mistakes })
  const tracked = trackedReader(mapping, make)
  const links = linkReader(mapping, make)
  const reassignments = optional(mapping.counters?.reassignments, (column) => make(column, count))
  const verdictOf = optional(mapping.verdict?.column, (column) => make(column, coded(verdictValues(mapping))))
  const noteOf = optional(mapping.note, (column) => make(column, body))
  const raw = rawReaders(mapping, columns, { make, times })
  const counted = mapping.counters?.reassignments !== undefined
  const map: Read<MappedRow> = (cells, line) => {
    const incidentId = keyOf(cells, line)
    const at = atOf(cells, line)
    const row = {
      type: 'RecordImportedRow' as const,
      by: byOf(cells, line) ?? mapping.by.otherwise,
      source: mapping.source,
      reportedAt: reportedAtOf(cells, line),
      standing: standingOf(cells, line),
      tracked: tracked(cells, line),
      counters: counted ? { reassignments: reassignments(cells, line) } : {},
      links: links(cells, line),
      verdict: verdictOf(cells, line),
      note: noteOf(cells, line),
      fields: raw.fields(cells, line),
      finals: raw.finals(cells, line),
    }
    return incidentId === null || at === null ? null : { ...row, incidentId, at }
  }
  return { place, map }
}
