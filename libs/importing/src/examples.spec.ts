import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RecordImportedRow } from '@deskledger/practices/incident'
import * as E from 'fp-ts/lib/Either.js'
import { importLog } from './import-log.ts'
import { mappingNamed } from './shipped.ts'
import type { Sink } from './sink.ts'

const example = (name: string) => fileURLToPath(new URL(`../examples/${name}`, import.meta.url))

const rowsOf = async (name: string): Promise<readonly RecordImportedRow[]> => {
  const mapping = await mappingNamed(example(`${name}.json`))
  if (E.isLeft(mapping)) throw new Error(mapping.left.message)
  const rows: RecordImportedRow[] = []
  const ask: Sink = (asks) => {
    rows.push(...asks.map(({ command }) => command))
    return () => Promise.resolve(E.right(asks.map(() => ({ repeated: false, events: [{ type: 'Any', data: {} }] }))))
  }
  const outcome = await importLog({ input: example(`${name}.csv`), mapping: mapping.right, ask })
  if (E.isLeft(outcome)) throw new Error(outcome.left.message)
  return rows
}

describe('the worked example of the guide', () => {
  it('is read by its mapping', async () => {
    const rows = await rowsOf('helpdesk-de')
    expect(rows.map(({ incidentId, row, at }) => [incidentId, row, at])).toEqual([
      ['HD-4711', 1, '2024-03-05T07:15:30.000Z'],
      ['HD-4711', 2, '2024-03-05T07:31:12.000Z'],
      ['HD-4711', 3, '2024-03-05T08:05:00.000Z'],
      ['HD-4711', 4, '2024-03-05T12:40:00.000Z'],
      ['HD-4711', 5, '2024-03-06T06:55:00.000Z'],
      ['HD-4712', 1, '2024-03-05T07:20:00.000Z'],
      ['HD-4712', 2, '2024-03-05T07:32:00.000Z'],
      ['HD-4712', 3, '2024-03-05T08:10:00.000Z'],
      ['HD-4712', 4, '2024-03-06T09:00:00.000Z'],
      ['HD-4712', 5, '2024-03-06T10:30:00.000Z'],
      ['HD-4712', 6, '2024-03-31T01:30:00.000Z'],
    ])
    expect(rows.slice(0, 5).map(({ standing }) => standing)).toEqual([
      { status: 'New', holdReason: null },
      { status: 'InProgress', holdReason: null },
      { status: 'OnHold', holdReason: 'AwaitingCaller' },
      { status: 'InProgress', holdReason: null },
      { status: 'Resolved', holdReason: null },
    ])
    expect(rows[4]).toMatchObject({
      source: 'helpdesk-de',
      by: 'K. Frey',
      tracked: { summary: 'Drucker druckt nicht', group: 'Vor Ort', assignee: 'K. Frey', priority: 3 },
      fields: { Standort: 'Thun', Status: 'erledigt', Grund: 'getauscht' },
    })
    expect(rows[5]?.tracked.summary).toBe('Mail; kein Empfang')
  })
  it('stands in the guide as it runs', () => {
    const guide = readFileSync(new URL('../../../docs/how-to/import-a-log.md', import.meta.url), 'utf8')
    const shown = /```json\n([^`]*)\n```/.exec(guide)?.[1] ?? 'nothing'
    expect(JSON.parse(shown)).toEqual(JSON.parse(readFileSync(example('helpdesk-de.json'), 'utf8')))
    const rows = /```csv\n([^`]*)\n```/.exec(guide)?.[1]?.split('\n') ?? ['nothing']
    const all = readFileSync(example('helpdesk-de.csv'), 'utf8').split('\n')
    for (const row of rows) expect(all).toContain(row)
  })
})
