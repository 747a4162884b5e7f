import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { IntegrityFault } from '@deskledger/event-store'
import { got, withStore, writeLedger } from './ledger.spec.kit.ts'
import { connect, type Database } from './sqlite.ts'

const STREAMS = 4
const EVENTS = 30

let copies = 0

/** What verify says of a copy of a good ledger after something was done to it. */
const faultAfter = async (good: string, tamper: (file: string) => void): Promise<IntegrityFault | null> => {
  const copy = `${good}.${String((copies += 1))}`
  copyFileSync(good, copy)
  tamper(copy)
  let fault: IntegrityFault | null = null
  await withStore(copy, { readonly: true }, async (store) => {
    ;({ fault } = await got(store.verify))
  })
  return fault
}

const inSql = (act: (database: Database) => void) => (file: string) => {
  const database = connect(file)
  database.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = DELETE')
  act(database)
  database.close()
}

const change = (database: Database, sql: string, ...values: readonly (string | number)[]) => {
  expect(database.prepare(sql).run(...values).changes).toBeGreaterThan(0)
}

const folder = mkdtempSync(join(tmpdir(), 'event-store-sqlite-'))
const good = join(folder, 'events.db')
beforeAll(() => {
  writeLedger(good, STREAMS, EVENTS)
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})
const withGood = (test: (good: string) => Promise<unknown>) => test(good)

const text = (position: number) => `größe ${position - 1}"`

const place = (position: number) => ({
  stream: `incident-${(position - 1) % STREAMS}`,
  revision: Math.floor((position - 1) / STREAMS),
})

const anyPosition = fc.integer({ min: 1, max: EVENTS })
const check = async <Places>(property: fc.IAsyncProperty<Places>) => {
  await fc.assert(property, { numRuns: 15 })
}

describe('verify', () => {
  it('finds nothing in a ledger nobody touched', () =>
    withGood(async (good) => {
      expect(await faultAfter(good, () => undefined)).toBeNull()
    }))

  it.each(['event_id', 'type', 'data', 'metadata', 'recorded_at', 'hash', 'link'])(
    'sees a changed character of column %s, and names the event',
    (column) =>
      withGood((good) =>
        check(
          fc.asyncProperty(anyPosition, fc.nat(), async (position, at) => {
            const fault = await faultAfter(
              good,
              inSql((database) => {
                const text = String(
                  database.prepare(`SELECT ${column} AS x FROM event WHERE position = ?`).get(position)?.['x'],
                )
                const i = at % text.length
                const other = text.slice(0, i) + (text[i] === '7' ? '8' : '7') + text.slice(i + 1)
                change(database, `UPDATE event SET ${column} = ? WHERE position = ?`, other, position)
              }),
            )
            expect(fault).toMatchObject(place(position))
            expect(fault?.what).toContain(place(position).stream)
          }),
        ),
      ),
  )
  it.each([
    ['stream', "'incident-9'"],
    ['revision', 'revision + 1000'],
    ['position', 'position + 1000'],
    ['position', '-position'],
    ['data', 'data || char(0) || data'],
  ])('sees column %s set to %s', (column, value) =>
    withGood((good) =>
      check(
        fc.asyncProperty(anyPosition, async (position) => {
          const fault = await faultAfter(
            good,
            inSql((database) => {
              change(database, `UPDATE event SET ${column} = ${value} WHERE position = ?`, position)
            }),
          )
          expect(fault?.stream).toMatch(/^incident-\d$/)
        }),
      ),
    ),
  )
  it('sees a changed byte in the file itself', () =>
    withGood((good) =>
      check(
        fc.asyncProperty(anyPosition, fc.nat({ max: 3 }), async (position, at) => {
          const fault = await faultAfter(good, (file) => {
            const bytes = readFileSync(file)
            // a page that was split may hold the text twice: only one of the two is alive
            for (
              let start = bytes.indexOf(text(position));
              start !== -1;
              start = bytes.indexOf(text(position), start + 1)
            )
              bytes[start + at] = (bytes[start + at] ?? 0) ^ 0x01
            writeFileSync(file, bytes)
          })
          expect(fault).toMatchObject(place(position))
        }),
      ),
    ))
  it('sees a deleted event, the last of a stream or of the log too, and names it', () =>
    withGood((good) =>
      check(
        fc.asyncProperty(anyPosition, async (position) => {
          const fault = await faultAfter(
            good,
            inSql((database) => {
              change(database, 'DELETE FROM event WHERE position = ?', position)
            }),
          )
          expect(fault).toMatchObject(place(position))
        }),
      ),
    ))
  it.each([
    [
      'a stream without a trace',
      "DELETE FROM event WHERE stream = 'incident-1'; DELETE FROM stream WHERE name = 'incident-1'",
    ],
    ['the end of the log', 'DELETE FROM event WHERE position > 20'],
    ['the whole log', 'DELETE FROM event'],
    ['the notes of streams', 'DELETE FROM stream'],
    ['the note of one stream', "DELETE FROM stream WHERE name = 'incident-2'"],
    ['the note of the end', 'DELETE FROM head'],
  ])('sees that %s was deleted', (_, sql) =>
    withGood(async (good) => {
      const fault = await faultAfter(
        good,
        inSql((database) => {
          database.exec(sql)
        }),
      )
      expect(fault?.what).toMatch(/\w+/)
    }),
  )
  it.each([
    ['behind the last', `${EVENTS + 1}, 'incident-9', 0`],
    ['behind the last, in a stream there is', `${EVENTS + 1}, 'incident-1', 99`],
    ['far behind', `5000, 'incident-9', 0`],
    ['before the first', `0, 'incident-9', 0`],
  ])('sees an event put in %s', (_, where) =>
    withGood(async (good) => {
      const fault = await faultAfter(
        good,
        inSql((database) => {
          const rest = 'event_id, type, data, metadata, recorded_at, hash, link'
          change(database, `INSERT INTO event SELECT ${where}, ${rest} FROM event WHERE position = 7`)
        }),
      )
      expect(fault?.what).toMatch(/\w+/)
    }),
  )
  it.each([
    ['contents', ['data']],
    ['contents with their hashes', ['data', 'metadata', 'event_id', 'type', 'recorded_at', 'hash']],
    ['positions', ['stream', 'revision', 'event_id', 'type', 'data', 'metadata', 'recorded_at', 'hash', 'link']],
    ['places in the log without their links', ['stream', 'revision', 'event_id', 'type', 'data', 'metadata', 'hash']],
    ['streams and revisions', ['stream', 'revision']],
  ])('sees two events whose %s were swapped', (_, columns) =>
    withGood((good) =>
      check(
        fc.asyncProperty(anyPosition, fc.integer({ min: 1, max: EVENTS - 1 }), async (one, distance) => {
          const other = ((one + distance - 1) % EVENTS) + 1
          const fault = await faultAfter(
            good,
            inSql((database) => {
              const list = columns.join(', ')
              database.exec(`CREATE TEMP TABLE held AS SELECT position AS place, * FROM event WHERE position IN (${one}, ${other});
                UPDATE event SET revision = -position WHERE position IN (${one}, ${other});`)
              const keep = columns.includes('revision')
                ? ''
                : ', revision = (SELECT revision FROM held WHERE place = event.position)'
              change(
                database,
                `UPDATE event SET (${list}) = (SELECT ${list} FROM held WHERE place = ${one} + ${other} - event.position)${keep} WHERE position IN (${one}, ${other})`,
              )
            }),
          )
          expect(fault?.stream).toMatch(/^incident-\d$/)
          expect(fault?.what).toMatch(/\w+/)
        }),
      ),
    ),
  )
  it.each([
    ['stream', "UPDATE stream SET revision = revision + 1 WHERE name = 'incident-1'"],
    ['stream', "UPDATE stream SET revision = revision - 1 WHERE name = 'incident-1'"],
    ['stream', "UPDATE stream SET hash = '7' || substr(hash, 2) || 'x' WHERE name = 'incident-1'"],
    ['stream', "UPDATE stream SET name = 'incident-x' WHERE name = 'incident-1'"],
    ['stream', "INSERT INTO stream VALUES ('incident-x', -1, 'x')"],
    ['head', 'UPDATE head SET position = position + 1'],
    ['head', "UPDATE head SET link = 'x' || substr(link, 2)"],
    ['head', 'UPDATE head SET count = count - 1'],
    ['head', "UPDATE head SET recorded_at = '2999-01-01T00:00:00.000Z'"],
  ])('sees table %s changed by %s', (_, sql) =>
    withGood(async (good) => {
      const fault = await faultAfter(
        good,
        inSql((database) => {
          change(database, sql)
        }),
      )
      expect(fault?.what).toMatch(/\w+/)
    }),
  )
})
