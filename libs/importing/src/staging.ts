import type { IncidentId } from '@deskledger/kernel'
import type { Place } from './place.ts'
import { openScratch, withRoom, type Scratch } from './scratch.ts'

/** A record as it waits for its turn. */
interface Staged {
  readonly key: IncidentId
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * Holds the records of a log until all were looked at, and gives them by key, in the order of each key's first record.
 * Memory does not grow with the log.
 */
export interface Staging {
  readonly add: (place: Place, line: number, cells: readonly string[]) => void
  readonly keys: () => number
  readonly byKey: () => Iterable<Staged>
  readonly close: () => void
}

const MOST_KEYS_REMEMBERED = 20_000
const PAGE = 500

/** Numbers keys as they come; the recent ones are remembered. */
const numbering = (scratch: Scratch): ((key: string) => number) => {
  const find = scratch.prepare('SELECT id FROM keys WHERE key = ?')
  const insert = scratch.prepare('INSERT INTO keys (id, key) VALUES (?, ?)')
  const recent = new Map<string, number>()
  let count = 0
  return (key) => {
    const known = recent.get(key)
    if (known !== undefined) return known
    const found = find.get(key) as { readonly id: number } | undefined
    const id = found?.id ?? ++count
    if (!found) insert.run(id, key)
    if (recent.size >= MOST_KEYS_REMEMBERED) recent.clear()
    recent.set(key, id)
    return id
  }
}

const after = (a: number | string | null, b: number | string | null): boolean => a !== null && b !== null && a > b

const stagedOf = ({ key, line, cells }: Readonly<Record<string, unknown>>): Staged => ({
  key: key as IncidentId,
  line: Number(line),
  cells: JSON.parse(String(cells)) as readonly string[],
})

export const openStaging = (): Staging => {
  const scratch = openScratch()
  scratch.exec(
    'CREATE TABLE keys (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE); CREATE TABLE rows (seq INTEGER PRIMARY KEY, key INTEGER NOT NULL, place, line INTEGER NOT NULL, cells TEXT NOT NULL); BEGIN',
  )
  const idOf = numbering(scratch)
  const insert = scratch.prepare('INSERT INTO rows (key, place, line, cells) VALUES (?, ?, ?, ?)')
  let last: { readonly id: number; readonly order: Place['order'] } | null = null
  let sorted = true
  let most = 0
  const sort = (): void => {
    scratch.exec(
      'CREATE TABLE sorted (seq INTEGER PRIMARY KEY, key INTEGER NOT NULL, line INTEGER NOT NULL, cells TEXT NOT NULL); INSERT INTO sorted (key, line, cells) SELECT key, line, cells FROM rows ORDER BY key, place, rows.seq',
    )
  }
  return {
    add: ({ key, order }, line, cells) => {
      withRoom(() => {
        const id = idOf(key)
        if (last && (id < last.id || (id === last.id && after(last.order, order)))) sorted = false
        last = { id, order }
        most = Math.max(most, id)
        insert.run(id, order, line, JSON.stringify(cells))
      })
    },
    keys: () => most,
    byKey: function* () {
      withRoom(() => {
        scratch.exec('COMMIT')
        if (!sorted) sort()
      })
      const page = scratch.prepare(
        `SELECT r.seq, keys.key, r.line, r.cells FROM ${sorted ? 'rows' : 'sorted'} r JOIN keys ON keys.id = r.key WHERE r.seq > ? ORDER BY r.seq LIMIT ${PAGE}`,
      )
      for (let seq = 0; ;) {
        const found = page.all(seq)
        for (const row of found) yield stagedOf(row)
        if (found.length < PAGE) return
        seq = Number(found.at(-1)?.['seq'])
      }
    },
    close: () => {
      scratch.close()
    },
  }
}
