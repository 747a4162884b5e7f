import type { Held } from '@deskledger/read-store'
import type { Entry } from './catalogue.ts'
import type { Ask } from './pages.ts'
import type { Row } from './sqlite.ts'

/** Keys of one statement: each call into SQLite costs more than finding a row. */
const GROUP = 100

// A tombstone may be left under a document that came later; it says nothing any more.
const byKeys = ({ id }: Entry, keys: number): string => {
  const list = Array.from({ length: keys }, (_, at) => `?${at + 1}`).join()
  return `SELECT key, position, body FROM d_${id} WHERE key IN (${list})
    UNION ALL SELECT key, position, NULL FROM t_${id} AS t WHERE key IN (${list})
      AND NOT EXISTS (SELECT 1 FROM d_${id} AS d WHERE d.key = t.key)`
}

const heldOf = ({ key, position, body }: Row): Held => ({
  key: String(key),
  position: String(position),
  document: typeof body === 'string' ? (JSON.parse(body) as object) : undefined,
})

/** What stands under these keys. */
export const heldUnder = (ask: Ask, entry: Entry, keys: readonly string[]): readonly Held[] => {
  const wanted = [...new Set(keys)]
  const whole = wanted.length - (wanted.length % GROUP)
  const held: Held[] = []
  for (let at = 0; at < whole; at += GROUP)
    for (const row of ask(byKeys(entry, GROUP), wanted.slice(at, at + GROUP))) held.push(heldOf(row))
  for (const key of wanted.slice(whole)) for (const row of ask(byKeys(entry, 1), [key])) held.push(heldOf(row))
  return held
}
