import * as E from 'fp-ts/lib/Either.js'
import { judge, recordedBefore, type Appended, type StoreFailure } from '@deskledger/event-store'
import { GENESIS, hashOfTexts, linkOf, type Instant } from '@deskledger/kernel'
import { busyFor, failureOf } from './failures.ts'
import { patiently } from './patience.ts'
import { positionOf } from './positions.ts'
import { isBusy, type Database } from './sqlite.ts'
import type { Answer, Ask } from './wire.ts'

interface Head {
  readonly position: number
  readonly link: string
  readonly recorded_at: string
}

type Verdict = E.Either<StoreFailure, Appended>

const statementsOf = (database: Database) => ({
  begin: database.prepare('BEGIN IMMEDIATE'),
  commit: database.prepare('COMMIT'),
  rollback: database.prepare('ROLLBACK'),
  head: database.prepare('SELECT position, link, recorded_at FROM head'),
  moveHead: database.prepare('UPDATE head SET position = ?, link = ?, count = count + ?, recorded_at = ?'),
  stream: database.prepare('SELECT revision, hash FROM stream WHERE name = ?'),
  addStream: database.prepare('INSERT INTO stream (revision, hash, name) VALUES (?, ?, ?)'),
  moveStream: database.prepare('UPDATE stream SET revision = ?, hash = ? WHERE name = ?'),
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

const latest = (a: string, b: string): string => (a > b ? a : b)

/** Writes the events of one append at the end of the log; answers where the log ends now. */
const write = (
  statements: Statements,
  { stream, expected, events, recordedAt, now }: Ask,
  { head, hash }: { readonly head: Head; readonly hash: string },
): Head => {
  let { position, link } = head
  let before = hash
  let recorded = latest(now === '' ? new Date().toISOString() : now, head.recorded_at)
  let revision = expected
  for (const [index, event] of events.entries()) {
    const { eventId, type, data, metadata } = event
    revision += 1
    position += 1
    recorded = recordedAt[index] ?? recorded
    before = hashOfTexts(before, { stream, revision, eventId, type, data, metadata, recordedAt: recorded })
    link = linkOf(link, before)
    statements.insert.run(position, stream, revision, eventId, type, data, metadata, recorded, before, link)
  }
  ;(expected === -1 ? statements.addStream : statements.moveStream).run(revision, before, stream)
  return { position, link, recorded_at: recorded }
}

/**
 * Makes the function that commits appends together. What a transaction checks, it reads inside itself, so that any
 * number of processes may write. A refused append writes nothing and does not disturb the others of its group.
 * @unit  bound: milliseconds to wait for other processes
 */
export const appender = (database: Database, { file, bound }: { readonly file: string; readonly bound: number }) => {
  const statements = statementsOf(database)

  const decide = (ask: Ask, head: Head): readonly [Verdict, Head] => {
    const { stream, expected, events, recordedAt } = ask
    const row = statements.stream.get(stream)
    const actual = row === undefined ? -1 : Number(row['revision'])
    const idAt = (revision: number) => statements.standing.get(stream, revision)?.['event_id'] as string | undefined
    const verdict = judge({ stream, expected, ids: events.map(({ eventId }) => eventId) }, actual, idAt)
    if (E.isLeft(verdict)) return [verdict, head]
    if (verdict.right === 'repeated') return [repeated(statements, stream, expected + events.length), head]
    const first = recordedAt[0]
    if (first !== undefined && first < head.recorded_at)
      return [recordedBefore(stream, first as Instant, head.recorded_at as Instant), head]
    const end = write(statements, ask, { head, hash: row === undefined ? GENESIS : String(row['hash']) })
    const { position, recorded_at } = end
    const appended = {
      revision: expected + events.length,
      position: positionOf(position),
      recordedAt: recorded_at as Instant,
      repeated: false,
    }
    return [E.right(appended), end]
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
