import type { IntegrityFault } from '@deskledger/event-store'
import type { Database } from './sqlite.ts'

/** Where a log was found to end. */
export interface LogEnd {
  readonly position: number
  readonly link: string
  readonly recordedAt: string
  readonly stream: string
  readonly revision: number
}

interface Place {
  readonly stream: string
  readonly revision: number
}

const PREDECESSOR_MISSING = `SELECT e.stream, e.revision - 1 AS revision
FROM event e LEFT JOIN event b ON b.stream = e.stream AND b.revision = e.revision - 1
WHERE e.revision > 0 AND b.position IS NULL ORDER BY e.position LIMIT 1`

const END_MISSING = `SELECT s.name AS stream, s.revision
FROM stream s LEFT JOIN event e ON e.stream = s.name AND e.revision = s.revision WHERE e.position IS NULL LIMIT 1`

const UNKNOWN_TO_STREAMS = `SELECT e.stream, e.revision FROM event e LEFT JOIN stream s ON s.name = e.stream
WHERE s.name IS NULL OR e.revision > s.revision ORDER BY e.position LIMIT 1`

const placeOf = (database: Database, sql: string): Place | undefined => {
  const row = database.prepare(sql).get()
  return row && { stream: String(row['stream']), revision: Number(row['revision']) }
}

/** The event that a hole in the log once held, as far as anything still tells of it. */
const missingEvent = (database: Database): Place | undefined =>
  placeOf(database, PREDECESSOR_MISSING) ?? placeOf(database, END_MISSING)

const wasDeleted = ({ stream, revision }: Place, position: number): IntegrityFault => ({
  stream,
  revision,
  what: `Stream ${stream}, revision ${revision}: it is missing; the log has a hole at position ${position}.`,
})

/** What to say of a log whose positions do not go up by one. */
export const diagnoseGap = (
  database: Database,
  { position }: LogEnd,
  next: Place & { readonly position: number },
): IntegrityFault => {
  const missing = next.position > position + 1 ? missingEvent(database) : undefined
  if (missing !== undefined) return wasDeleted(missing, position + 1)
  const { stream, revision } = next
  const what = `Stream ${stream}, revision ${revision}: it stands at position ${next.position}, where ${position + 1} was due; what stood before it was moved or removed.`
  return { stream, revision, what }
}

/** Whether the log ends where it was noted to end. */
export const faultOfHead = (database: Database, end: LogEnd): IntegrityFault | null => {
  const same = 'SELECT 1 FROM head WHERE position = ? AND count = ? AND link = ? AND recorded_at = ?'
  if (database.prepare(same).get(end.position, end.position, end.link, end.recordedAt) !== undefined) return null
  const noted = Number(database.prepare('SELECT max(position) AS position FROM head').get()?.['position'] ?? 0)
  const missing = noted > end.position ? missingEvent(database) : undefined
  if (missing !== undefined) return wasDeleted(missing, end.position + 1)
  const { stream, revision } = end
  const what = `The log ends at position ${end.position} (stream ${stream}, revision ${revision}), and not as was noted at the last append (position ${noted}): its end was cut off, added to, or the note was changed.`
  return { stream, revision, what }
}

const NOTED = `SELECT s.name AS stream, s.revision, s.hash, e.hash AS stored
FROM stream s LEFT JOIN event e ON e.stream = s.name AND e.revision = s.revision
WHERE s.name > ? ORDER BY s.name LIMIT 500`

const endChanged = ({ stream, revision }: Place): IntegrityFault => ({
  stream,
  revision,
  what: `Stream ${stream}, revision ${revision}: the end of the stream is not what was noted at its last append; it was cut off, or the note was changed.`,
})

/** Whether every stream ends as was noted, and nothing stands in the log that no stream knows. */
export const faultOfStreams = async (
  database: Database,
  { events, breathe }: { readonly events: number; readonly breathe: () => Promise<void> },
): Promise<IntegrityFault | null> => {
  const page = database.prepare(NOTED)
  let known = 0
  let after = ''
  for (let rows = page.all(after); rows.length > 0; rows = page.all(after)) {
    for (const row of rows) {
      const [stream, revision] = [String(row['stream']), Number(row['revision'])]
      if (row['hash'] !== row['stored']) return endChanged({ stream, revision })
      known += revision + 1
      after = stream
    }
    await breathe()
  }
  if (known === events) return null
  const extra = placeOf(database, UNKNOWN_TO_STREAMS) ?? { stream: '', revision: -1 }
  const what = `Stream ${extra.stream}, revision ${extra.revision}: it stands in the log, but the note of where its stream ends does not know it.`
  return { ...extra, what }
}
