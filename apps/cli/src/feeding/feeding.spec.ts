import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { bundledLog } from '@deskledger/importing'
import { called, type Surroundings } from '../testing/captured.ts'

const folder = mkdtempSync(join(tmpdir(), 'deskledger-feeding-'))
const at = (name: string): string => join(folder, name)
const written = (name: string, content: string | Buffer): string => {
  writeFileSync(at(name), content)
  return at(name)
}
const log = gunzipSync(readFileSync(bundledLog.path)).toString('utf8').split('\n').slice(0, 400)
const small = written('small.csv', log.join('\n'))
const importing = (ledger: string, file: string, around: Surroundings = {}) =>
  called(['import', file, '--mapping', 'servicenow', '--ledger', at(ledger), '--json'], around)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('import', () => {
  it('ends with one object, adds nothing the second time, and new rows of a longer log alone', async () => {
    const shorter = written('shorter.csv', log.slice(0, 200).join('\n'))
    const first = (await importing('a', shorter)).json()
    expect(first).toMatchObject({ rows: 199, repeatedRows: 0 })
    expect(Object.keys(first as object).sort()).toEqual(
      ['events', 'incidents', 'recordedAsImported', 'repeatedRows', 'rows', 'seconds'].sort(),
    )
    expect((await importing('a', shorter)).json()).toMatchObject({ rows: 199, repeatedRows: 199, events: {} })
    expect((await importing('a', small)).json()).toMatchObject({ rows: 399, repeatedRows: 199 })
    expect((await called(['import', small, '--mapping', 'servicenow', '--ledger', at('a')])).out).toContain(
      'nothing was added',
    )
  })

  it('reads standard input, gzip too, to the same streams', async () => {
    await importing('b', small)
    await importing('c', '-', { stdin: log.join('\n') })
    const zipped = written('small.csv.gz', gzipSync(log.join('\n')))
    await importing('d', zipped)
    const streams = async (ledger: string) => {
      const { out } = await called(['export', '--ledger', at(ledger)])
      return out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (JSON.parse(line) as { eventId: string }).eventId)
        .sort()
    }
    const expected = await streams('b')
    expect(expected.length).toBeGreaterThan(399)
    expect(await streams('c')).toEqual(expected)
    expect(await streams('d')).toEqual(expected)
  })

  it('tries without writing', async () => {
    const { code, out, err } = await called([
      'import',
      small,
      '--mapping',
      'servicenow',
      '--dry-run',
      '--ledger',
      at('dry'),
    ])
    expect([code, readdirSync(folder).includes('dry')]).toEqual([0, false])
    expect(out).toContain('wrote nothing')
    expect(err).toContain('Mapping "')
  })

  it('copies an export byte for byte', async () => {
    const { out } = await called(['export', '--ledger', at('b')])
    const exported = written('b.jsonl', out)
    const copied = await called(['import', exported, '--mapping', 'ledger', '--ledger', at('copy'), '--json'])
    expect(copied.json()).toMatchObject({ repeatedRows: 0 })
    expect((await called(['export', '--ledger', at('copy')])).out).toBe(out)
    expect((await called(['import', exported, '--mapping', 'ledger', '--ledger', at('a')])).code).toBe(1)
    const [line = ''] = out.split('\n')
    const { stream } = JSON.parse(line) as { stream: string }
    const one = await called(['export', '--stream', stream, '--ledger', at('b')])
    expect(one.out.split('\n')[0]).toBe(line)
    expect((await called(['export', '--stream', 'nope', '--ledger', at('b')])).code).toBe(1)
  })

  it('stops on Ctrl-C, says how far it came, and goes on', async () => {
    const interrupt = new AbortController()
    interrupt.abort()
    const { code, out, err } = await importing('stopped', small, { interrupted: interrupt.signal })
    expect([code, out]).toEqual([130, ''])
    expect(JSON.parse(err)).toMatchObject({
      error: { type: 'Stopped', message: expect.stringContaining('stored') as string },
    })
    expect((await importing('stopped', small)).json()).toMatchObject({ rows: 399 })
    expect((await called(['verify', '--ledger', at('stopped'), '--json'])).json()).toMatchObject({ ok: true })
  })
})

describe('bad input', () => {
  const changed = (line: number, change: (cells: string[]) => string[]): string =>
    log.map((row, index) => (index === line ? change(row.split(',')).join(',') : row)).join('\n')
  const column = (name: string): number => (log[0] ?? '').replace('\r', '').split(',').indexOf(name)
  const set = (name: string, value: string) => (cells: string[]) =>
    cells.map((cell, index) => (index === column(name) ? value : cell))
  const cut = gzipSync(log.join('\n')).subarray(0, 2000)

  it.each([
    ['no such file', () => at('none.csv'), 'There is no file'],
    ['a folder', () => folder, 'is a folder'],
    ['not CSV', () => written('x.csv', '{"a":1}\n'), 'is not CSV'],
    ['an empty file', () => written('x.csv', ''), 'is empty'],
    [
      'a missing column',
      () => written('x.csv', log.map((row) => row.split(',').slice(1).join(',')).join('\n')),
      'number',
    ],
    [
      'a row with too few fields',
      () =>
        written(
          'x.csv',
          changed(5, (cells) => cells.slice(0, 3)),
        ),
      '6',
    ],
    ['an unknown state', () => written('x.csv', changed(5, set('incident_state', 'Sleeping'))), 'Sleeping'],
    ['an impossible date', () => written('x.csv', changed(5, set('sys_updated_at', '30/2/2016 10:00'))), '30/2/2016'],
    ['a truncated gzip', () => written('x.csv.gz', cut), 'gzip'],
    [
      'a wrong encoding',
      () => written('x.csv', Buffer.concat([Buffer.from(log.slice(0, 9).join('\n')), Buffer.from([0xff, 0xfe])])),
      'UTF-8',
    ],
  ])('%s gets a sentence, exit code 2, and changes nothing', async (_what, file, said) => {
    const before = (await called(['export', '--ledger', at('a')])).out
    const { code, out, err } = await importing('a', file())
    expect([code, out]).toEqual([2, ''])
    expect((JSON.parse(err) as { error: { message: string } }).error.message).toContain(said)
    expect((await called(['export', '--ledger', at('a')])).out).toBe(before)
  })

  it('names all mistakes of a mapping with their places', async () => {
    const mapping = written('mapping.json', '{"name":"x","key":{"column":1}}')
    const { code, err } = await called(['import', small, '--mapping', mapping, '--ledger', at('a')])
    expect(code).toBe(2)
    for (const place of ['/source', '/key/column', '/at', '/by', '/times', '/states']) expect(err).toContain(place)
    expect((await called(['import', small, '--mapping', 'nope', '--ledger', at('a')])).code).toBe(2)
    expect((await called(['import', small, '--ledger', at('a')])).code).toBe(2)
  })

  it('tells a folder that is no ledger, and leaves it alone', async () => {
    mkdirSync(at('other'))
    written('other/notes.txt', 'mine')
    const { code, err } = await importing('other', small)
    expect([code, readdirSync(at('other'))]).toEqual([3, ['notes.txt']])
    expect(err).toContain('it holds other files (notes.txt)')
    expect((await called(['show', 'INC1', '--ledger', at('nothing')])).code).toBe(3)
    expect((await called(['show', 'INC1', '--ledger', small])).err).toContain('is a file, but a ledger is a folder')
  })

  it('tells a damaged ledger', async () => {
    await importing('damaged', small)
    truncateSync(at('damaged/events.db'), 5000)
    rmSync(at('damaged/events.db-wal'), { force: true })
    const { code, err } = await called(['verify', '--ledger', at('damaged')])
    expect(code).toBe(3)
    expect(err).toContain('events.db')
    writeFileSync(at('damaged/events.db'), 'no database at all, but long enough to be looked at as one')
    expect((await called(['status', '--ledger', at('damaged')])).code).toBe(3)
  })

  it('keeps the demonstration out of somebody else’s ledger', async () => {
    const own = ['incident', 'raise', '--summary', 'x', '--impact', '1', '--urgency', '1', '--ledger', at('own')]
    expect((await called(own)).code).toBe(0)
    const { code, err } = await called(['demo', '--ledger', at('own'), '--json'])
    expect(code).toBe(1)
    expect(err).toContain('a ledger of its own')
  })
})
