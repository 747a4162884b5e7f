import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import * as E from 'fp-ts/lib/Either.js'
import { importLog } from './import-log.ts'
import { decodeMapping } from './read-mapping.ts'
import { mappingNamed } from './shipped.ts'
import type { Ask } from './sink.ts'
import type { ImportTrouble } from './trouble.ts'

const plain = {
  name: 'small',
  source: 'small',
  key: { column: 'id' },
  at: 'at',
  by: { column: 'who', otherwise: 'nobody' },
  times: [{ columns: ['at'], format: 'd/M/yyyy HH:mm', zone: 'UTC' }],
  states: { columns: ['state'], map: { New: { status: 'New' }, Active: { status: 'InProgress' } } },
}
const good = 'id,state,at,who\n1,New,1/3/2016 10:00,ada\n1,Active,1/3/2016 11:00,bob\n'

const troubled = async (input: string | Readable, more: object = {}): Promise<ImportTrouble> => {
  const mapping = decodeMapping({ ...plain, ...more })
  if (E.isLeft(mapping)) throw new Error(JSON.stringify(mapping.left))
  const asked: (readonly Ask[])[] = []
  const outcome = await importLog({
    input,
    mapping: mapping.right,
    ask: (asks) => {
      asked.push(asks)
      return () => Promise.resolve(E.right(asks.map(() => ({ repeated: false, events: [{ type: 'Any', data: {} }] }))))
    },
  })
  if (E.isRight(outcome)) throw new Error('it was imported')
  expect(asked).toEqual([])
  expect(outcome.left.rowsStored).toBe(0)
  return outcome.left
}
const bytes = (...parts: readonly (string | Buffer)[]) => Readable.from(parts.map((part) => Buffer.from(part)))

describe('a log that cannot be read', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bad-input-'))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  it('is not there, or is a folder', async () => {
    const path = join(folder, 'none.csv')
    expect(await troubled(path)).toMatchObject({ type: 'NoSuchFile', message: expect.stringContaining(path) as string })
    expect(await troubled(folder)).toMatchObject({
      type: 'Unreadable',
      message: expect.stringContaining('folder') as string,
    })
  })
  it('is empty, or has column names alone', async () => {
    const path = join(folder, 'empty.csv')
    writeFileSync(path, '')
    expect((await troubled(path)).type).toBe('Empty')
    expect((await troubled(bytes())).type).toBe('Empty')
    expect((await troubled(bytes(gzipSync('')))).type).toBe('Empty')
    expect((await troubled(bytes('id,state,at,who\n'))).type).toBe('Empty')
  })
  it('is cut off in the middle of its gzip data, or damaged', async () => {
    const whole = gzipSync(good.repeat(2000))
    const path = join(folder, 'cut.csv.gz')
    writeFileSync(path, whole.subarray(0, whole.length - 20))
    expect(await troubled(path)).toMatchObject({
      type: 'Truncated',
      message: expect.stringContaining('cut.csv.gz ends') as string,
    })
    const bad = Buffer.from(whole)
    bad.fill(0xff, 20, 60)
    expect((await troubled(bytes(bad))).type).toBe('Truncated')
  })
  it('is of another encoding: the line is named', async () => {
    const latin = Buffer.from(good.replace('bob', 'Zoë'), 'latin1')
    expect(await troubled(bytes(latin))).toMatchObject({
      type: 'WrongEncoding',
      message: expect.stringContaining('Line 3') as string,
    })
    const tiny = [...latin].map((byte) => Buffer.from([byte]))
    expect((await troubled(bytes(...tiny))).message).toContain('Line 3')
    const utf16 = Buffer.from(`\uFEFF${good}`, 'utf16le')
    expect((await troubled(bytes(utf16))).message).toContain('UTF-16')
  })
  it('is not CSV', async () => {
    expect(await troubled(bytes(`${good}2,New,"1/3/2016`))).toMatchObject({
      type: 'NotCsv',
      message: expect.stringContaining('Line ') as string,
    })
    expect((await troubled(bytes(good.replaceAll(',', ';')))).message).toContain('delimiter ","')
    expect((await troubled(bytes(Buffer.from('PK\u0003\u0004\u0000\u0000\u00ff\u00fe', 'latin1')))).message).toContain(
      'ZIP',
    )
    expect((await troubled(bytes(good), { file: { compression: 'gzip' } })).message).toContain('not gzip')
  })
  it('lacks columns: all are named', async () => {
    const { type, message } = await troubled(bytes('id,at,when\n1,2,3\n'))
    expect(type).toBe('MissingColumns')
    expect(message).toContain('"who", "state"')
  })
  it('names a column twice', async () => {
    expect((await troubled(bytes(good.replace('who', 'who,at')))).message).toContain('several columns named "at"')
  })
})

describe('a log with bad rows', () => {
  it('tells every mistake with its line, and imports nothing', async () => {
    const rows = [
      'id,state,at,who',
      '1,New,1/3/2016 10:00,ada',
      '1,Stuck,1/3/2016 10:00,ada',
      '1,New,31/2/2016 10:00,ada',
      '2,New,1/3/2016 10:00',
      '2,Stuck,1/3/2016 10:00,ada,more',
      '3,Stuck,1/3/2016 10:00,ada',
      ',New,1/3/2016 10:00,ada',
      '4,New,,ada',
    ]
    const { type, mistakes, message } = await troubled(bytes(rows.join('\n')))
    expect(type).toBe('BadRows')
    expect(mistakes.map(({ line, column, value, rows }) => [line, column, value, rows])).toEqual([
      [3, 'state', 'Stuck', 2],
      [4, 'at', '31/2/2016 10:00', 1],
      [5, '', null, 1],
      [6, '', null, 1],
      [8, 'id', null, 1],
      [9, 'at', null, 1],
    ])
    expect(message).toContain('line 3: state "Stuck": the mapping does not know this state')
    expect(message).toContain('line 5: 3 fields where there are 4 columns')
  })
  it('names unknown values of a coded column, wrong counts and texts too long', async () => {
    const more = {
      tracked: { priority: { column: 'prio', values: { high: 1 } }, summary: 'text' },
      counters: { reassignments: 'n' },
    }
    const log = `id,state,at,who,prio,n,text\n1,New,1/3/2016 10:00,ada,low,-1,${'x'.repeat(201)}\n`
    const { mistakes } = await troubled(bytes(log), more)
    expect(mistakes.map(({ column }) => column).sort()).toEqual(['n', 'prio', 'text'])
  })
  it('stops listing after 100 kinds', async () => {
    const rows = Array.from({ length: 150 }, (_, n) => `1,S${n},1/3/2016 10:00,ada`)
    const { mistakes, message } = await troubled(bytes(`id,state,at,who\n${rows.join('\n')}`))
    expect(mistakes.length).toBe(100)
    expect(message).toContain('and in 50 more places')
  })
})

describe('a mapping', () => {
  it('that is not there is told with those that ship', async () => {
    expect(await mappingNamed('servicenov')).toMatchObject({
      left: { type: 'BadMapping', message: expect.stringContaining('servicenow') as string },
    })
  })
})
