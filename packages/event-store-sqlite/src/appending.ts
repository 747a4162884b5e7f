import * as E from 'fp-ts/lib/Either.js'
import { judge, recordedBefore, type Appended, type StoreFailure } from '@deskledger/event-store'
import { GENESIS, hashOfTexts, linkOf, type Instant } from '@deskledger/kernel'
import { busyFor, contradicted, failureOf } from './failures.ts'
import { patiently } from './patience.ts'
import { positionOf } from './positions.ts'
import { isBusy, type Database } from './sqlite.ts'
import type { Answer, Ask } from './wire.ts'

interface Head {
  readonly position: number
  readonly link: string
  readonly recorded_at: string
}

/** Where a stream ends. */
interface End {
  readonly revision: number
  readonly hash: string
}

type Verdict = E.Either<StoreFailure, Appended>

const statementsOf = (database: Database) => ({
  begin: database.prepare('BEGIN IMMEDIATE'),
  commit: database.prepare('COMMIT'),
  rollback: database.prepare('ROLLBACK'),
  head: database.prepare('SELECT position, link, recorded_at FROM head'),
  moveHead: database.prepare('UPDATE head SET position = ?, link = ?, count = count + ?, recorded_at = ?'),
  stream: database.prepare('SELECT revision, hash FROM stream WHERE name = ?'),
  addStream: database.prepare('INSERT INTO stream (revision, hash, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
  moveStream: database.prepare('UPDATE stream SET revision = ?, hash = ? WHERE name = ? AND revision = ? AND hash = ?'),
  standing: database.prepare('SELECT event_id, position, recorded_at FROM event WHERE stream = ? AND revision = ?'),
  insert: database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
})
type Statements = ReturnType<typeof statementsOf>

const repeated = (statements: Statements, stream: string, revision: number): Verdict => {
  const row = statements.standing.get(stream, revision)
  return E.right({
    revision,
    position: positionOf(Number(row?.['position'])),
    recordedAt: String(row?.['recorded_at']) as Instant,
    repeated: true,
  })
}

/** Why a copy cannot be taken: it was recorded before the last event of its stream. */
const tooEarly = (statements: Statements, { stream, expected, recordedAt: [first] }: Ask): Verdict | undefined => {
  if (first === undefined) return undefined
  const last = statements.standing.get(stream, expected)?.['recorded_at'] as Instant | undefined
  return last !== undefined && first < last ? recordedBefore(stream, first as Instant, last) : undefined
}

const latest = (a: string, b: string): string => (a > b ? a : b)

interface Chained {
  readonly rows: readonly (readonly (string | number)[])[]
  readonly head: Head
  /** when the last of them was recorded */
  readonly recorded: string
  readonly end: End
}

/** The rows an append comes to, behind the end of its stream and the end of the log. */
const chain = ({ stream, events, recordedAt, now }: Ask, end: End, head: Head): Chained => {
  let { position, link } = head
  let { revision, hash } = end
  let recorded = latest(now === '' ? new Date().toISOString() : now, head.recorded_at)
  const rows = events.map(({ eventId, type, data, metadata }, index) => {
    revision += 1
    position += 1
    recorded = recordedAt[index] ?? recorded
    hash = hashOfTexts(hash, { stream, revision, eventId, type, data, metadata, recordedAt: recorded })
    link = linkOf(link, hash)
    return [position, stream, revision, eventId, type, data, metadata, recorded, hash, link]
  })
  return {
    rows,
    head: { position, link, recorded_at: latest(recorded, head.recorded_at) },
    recorded,
    end: { revision, hash },
  }
}

const NOTHING: End = { revision: -1, hash: GENESIS }

/** Streams whose ends are remembered at most. */
const MOST_ENDS = 20_000

/**
 * Makes the function that commits appends together. What a transaction checks, it reads inside itself, so that any
 * number of processes may write. A refused append writes nothing and does not disturb the others of its group.
 * @unit  bound: milliseconds to wait for other processes
 */
export const appender = (database: Database, { file, bound }: { readonly file: string; readonly bound: number }) => {
  const statements = statementsOf(database)

  const ends = new Map<string, End>()

  /**
   * Moves the end of the stream and inserts, if the stream ends where it is believed to end; otherwise writes nothing.
   * So an end that was remembered can be used without being read again, whoever has written since.
   */
  const write = (ask: Ask, end: End, head: Head): readonly [Verdict, Head] | undefined => {
    const chained = chain(ask, end, head)
    const { revision, hash } = chained.end
    const moved =
      end === NOTHING
        ? statements.addStream.run(revision, hash, ask.stream)
        : statements.moveStream.run(revision, hash, ask.stream, end.revision, end.hash)
    if (Number(moved.changes) === 0) return undefined
    for (const row of chained.rows) statements.insert.run(...row)
    if (ends.size >= MOST_ENDS) ends.clear()
    ends.set(ask.stream, chained.end)
    const { position } = chained.head
    const recordedAt = chained.recorded as Instant
    const appended = { revision, position: positionOf(position), recordedAt, repeated: false }
    return [E.right(appended), chained.head]
  }

  const decideSlowly = (ask: Ask, head: Head): readonly [Verdict, Head] => {
    const { stream, expected, events } = ask
    const end = (statements.stream.get(stream) as End | undefined) ?? NOTHING
    const idAt = (revision: number) => statements.standing.get(stream, revision)?.['event_id'] as string | undefined
    const verdict = judge({ stream, expected, ids: events.map(({ eventId }) => eventId) }, end.revision, idAt)
    if (E.isLeft(verdict)) return [verdict, head]
    if (verdict.right === 'repeated') return [repeated(statements, stream, expected + events.length), head]
    const early = tooEarly(statements, ask)
    if (early !== undefined) return [early, head]
    return write(ask, end, head) ?? [contradicted(file, stream), head]
  }

  const decide = (ask: Ask, head: Head): readonly [Verdict, Head] => {
    const end = ask.expected === -1 ? NOTHING : ends.get(ask.stream)
    const isPlain = end?.revision === ask.expected && ask.recordedAt.length === 0
    return (isPlain ? write(ask, end, head) : undefined) ?? decideSlowly(ask, head)
  }

  const together = (asks: readonly Ask[]): readonly Answer[] => {
    patiently(bound, () => statements.begin.run())
    const start = statements.head.get() as unknown as Head
    let head = start
    const answers = asks.map((ask): Answer => {
      const [outcome, end] = decide(ask, head)
      head = end
      return { id: ask.id, outcome }
    })
    if (head !== start)
      statements.moveHead.run(head.position, head.link, head.position - start.position, head.recorded_at)
    statements.commit.run()
    return answers
  }

  const undo = () => {
    try {
      statements.rollback.run()
    } catch {
      // SQLite has rolled back by itself
    }
  }

  /** Commits a group; when that fails, each alone, so that one that does not fit does not take others with it. */
  const commit = (asks: readonly Ask[]): readonly Answer[] => {
    try {
      return together(asks)
    } catch (error) {
      undo()
      if (asks.length > 1 && !isBusy(error)) return asks.flatMap((ask) => commit([ask]))
      const failure = isBusy(error) ? busyFor(file, bound) : failureOf(error, file)
      return asks.map(({ id }) => ({ id, outcome: E.left(failure) }))
    }
  }
  return commit
}
