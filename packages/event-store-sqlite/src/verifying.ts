import type { Integrity, IntegrityFault } from '@deskledger/event-store'
import { GENESIS, hashOfTexts, linkOf } from '@deskledger/kernel'
import { diagnoseGap, faultOfHead, faultOfStreams, type LogEnd } from './bookkeeping.ts'
import { COLUMNS, MOST_BYTES, type Row } from './rows.ts'
import type { Database } from './sqlite.ts'

interface Checked extends Row {
  readonly link: string
  /** of the event before it in its stream; null: there is none */
  readonly before: string | null
  readonly beforePosition: number | null
  readonly beforeRecordedAt: string | null
  readonly bytes: number
}

const NEXT = `SELECT ${COLUMNS}, e.link, b.hash AS before, b.position AS beforePosition, b.recorded_at AS beforeRecordedAt,
  length(CAST(e.stream || e.event_id || e.type || e.data || e.metadata || e.recorded_at AS BLOB)) AS bytes
FROM event e LEFT JOIN event b ON b.stream = e.stream AND b.revision = e.revision - 1
WHERE e.position > ? ORDER BY e.position LIMIT 500`

/** A text with a NUL in it is read up to the NUL only. */
const isCut = (row: Checked): boolean =>
  Buffer.byteLength(row.stream + row.eventId + row.type + row.data + row.metadata + row.recordedAt) !== row.bytes

const faultOfChain = (row: Checked): string | undefined => {
  if (row.revision === 0) return undefined
  if (row.before === null) return `its predecessor, revision ${row.revision - 1}, is missing`
  if ((row.beforePosition ?? 0) > row.position) return 'it stands before its predecessor in the log'
  return row.recordedAt < (row.beforeRecordedAt ?? '')
    ? `it was recorded at ${row.recordedAt}, before the event in front of it in its stream`
    : undefined
}

const faultOfEvent = (row: Checked, { link }: LogEnd): string | undefined => {
  const chain = faultOfChain(row)
  if (chain !== undefined) return chain
  const hash = hashOfTexts(row.revision === 0 ? GENESIS : (row.before ?? ''), row)
  if (hash !== row.hash || isCut(row))
    return `its content gives the hash ${hash}, but ${row.hash} was stored: it was changed`
  if (linkOf(link, hash) !== row.link)
    return 'its place in the log is not the one it was written to: it was moved, or something was put in or taken out before it'
  return undefined
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Follows a page of rows; memory stays bounded where events are large. */
const step = (database: Database, rows: Iterable<unknown>, start: LogEnd): LogEnd | IntegrityFault => {
  let end = start
  let bytes = 0
  for (const one of rows) {
    const row = one as Checked
    const { stream, revision, position, link, recordedAt } = row
    if (position !== end.position + 1) return diagnoseGap(database, end, row)
    const what = faultOfEvent(row, end)
    if (what !== undefined) return { stream, revision, what: `Stream ${stream}, revision ${revision}: ${what}.` }
    end = { position, link, recordedAt: recordedAt > end.recordedAt ? recordedAt : end.recordedAt, stream, revision }
    bytes += row.bytes
    if (bytes > MOST_BYTES) break
  }
  return end
}

const unreadable = ({ position, stream, revision }: LogEnd, error: unknown): IntegrityFault => ({
  stream,
  revision,
  what: `What stands in the log after position ${position} (stream ${stream}, revision ${revision}) cannot be read: ${(error as Error).message}.`,
})

const walk = async (database: Database, stopped: () => boolean): Promise<LogEnd | IntegrityFault> => {
  const next = database.prepare(NEXT)
  let end: LogEnd = { position: 0, link: GENESIS, recordedAt: '', stream: '', revision: -1 }
  try {
    for (let after = -Number.MAX_SAFE_INTEGER; !stopped(); after = end.position) {
      const reached = step(database, next.iterate(after), end)
      if ('what' in reached || reached === end) return reached
      end = reached
      await breathe()
    }
    return end
  } catch (error) {
    return unreadable(end, error)
  }
}

/**
 * Recomputes every hash and link in log order, and compares the ends of log and streams with what was noted.
 * Memory does not grow with the log. The connection must be in a transaction: one view from the first event to the last.
 */
export const verifyLog = async (database: Database, stopped: () => boolean): Promise<Integrity> => {
  const end = await walk(database, stopped)
  const [events, streams] = ['event', 'stream'].map((table) =>
    Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']),
  )
  const fault =
    'what' in end
      ? end
      : (faultOfHead(database, end) ?? (await faultOfStreams(database, { events: end.position, breathe })))
  return { streams: streams ?? 0, events: events ?? 0, fault }
}
