import { join } from 'node:path'
import { openRaw } from './sqlite.ts'

const text = JSON.stringify({ type: 'IncidentRaised', summary: 'x'.repeat(300) })

const rate = (count: number, started: number): number => count / ((performance.now() - started) / 1000)

/** One-row commits a second: what a durable command cannot do without. */
export const rawCommits = (folder: string, count: number): number => {
  const database = openRaw(join(folder, `raw-commits-${count}-${performance.now()}.db`))
  database.exec('CREATE TABLE event (position INTEGER PRIMARY KEY, data TEXT NOT NULL)')
  const insert = database.prepare('INSERT INTO event (data) VALUES (?)')
  const started = performance.now()
  for (let n = 0; n < count; n++) insert.run(text)
  const commits = rate(count, started)
  database.close()
  return commits
}

/** Inserts a second, so many a commit. */
export const rawInserts = (folder: string, count: number, perCommit: number): number => {
  const database = openRaw(join(folder, `raw-inserts-${count}-${performance.now()}.db`))
  database.exec('CREATE TABLE event (position INTEGER PRIMARY KEY, data TEXT NOT NULL)')
  const insert = database.prepare('INSERT INTO event (data) VALUES (?)')
  const started = performance.now()
  for (let n = 0; n < count; n += perCommit) {
    database.exec('BEGIN')
    for (let i = 0; i < perCommit; i++) insert.run(text)
    database.exec('COMMIT')
  }
  const inserts = rate(count, started)
  database.close()
  return inserts
}

/** Rows a second read in order from a ledger's own file, each parsed. */
export const rawScan = (file: string): number => {
  const database = openRaw(file)
  const select = database.prepare('SELECT data FROM event ORDER BY position')
  const started = performance.now()
  let rows = 0
  for (const row of select.iterate()) {
    JSON.parse(String(row['data']))
    rows++
  }
  const scanned = rate(rows, started)
  database.close()
  return scanned
}
