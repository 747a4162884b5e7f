import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { explainPlan } from './explain-plan.ts'
import { jsonSchema } from './json-schema.ts'
import { descriptions, mappingSchema } from './mapping-schema.ts'
import { decodeMapping } from './read-mapping.ts'
import { mappingNamed, shippedMappings } from './shipped.ts'

const good = {
  name: 'small',
  source: 'small',
  key: { column: 'id' },
  at: 'at',
  by: { column: 'who', otherwise: 'nobody' },
  times: [{ columns: ['at'], format: 'd/M/yyyy HH:mm', zone: 'UTC' }],
  states: { columns: ['state'], map: { New: { status: 'New' } } },
}
const pointers = (value: unknown) =>
  E.isLeft(decodeMapping(value)) ? E.swap(decodeMapping(value)) : E.left('it was decoded')
const wrongAt = (value: unknown): readonly string[] => {
  const mistakes = pointers(value)
  return E.isRight(mistakes) ? mistakes.right.map(({ pointer }) => pointer) : []
}

describe('a mapping', () => {
  it('is decoded when nothing is wrong with it', () => {
    expect(E.isRight(decodeMapping(good))).toBe(true)
  })
  it('has all its mistakes of form told, each with its place', () => {
    const value = {
      ...good,
      at: undefined,
      key: { column: 7 },
      file: { delimiter: ';;', encoding: 'ebcdic' },
      times: [{ columns: ['at'], format: 'QQ', zone: 'Mars' }],
      states: { columns: ['state'], map: { New: { status: 'Fresh' } } },
      colour: 'red',
    }
    expect([...wrongAt(value)].sort()).toEqual([
      '/at',
      '/colour',
      '/file/delimiter',
      '/file/encoding',
      '/key/column',
      '/states/map/New',
      '/times/0/format',
      '/times/0/zone',
    ])
  })
  it('has what does not fit together told as well', () => {
    const value = {
      ...good,
      at: 'when',
      reportedAt: 'opened',
      rows: { order: { column: 'seen', as: 'time' } },
      joined: { both: { columns: [] } },
      verdict: { column: 'v', true: [], false: [] },
      states: {
        columns: [],
        map: { A: { status: 'OnHold' }, B: { status: 'Closed', holdReason: 'Unspecified' }, C: { status: 'Merged' } },
      },
    }
    expect([...wrongAt(value)].sort()).toEqual([
      '/at',
      '/joined/both',
      '/joined/both/columns',
      '/reportedAt',
      '/rows/order/column',
      '/states/columns',
      '/states/map/A',
      '/states/map/B/holdReason',
      '/states/map/C',
      '/verdict/true',
    ])
  })
  it('ships by name, and is explained in words', async () => {
    for (const name of shippedMappings) {
      const mapping = await mappingNamed(name)
      if (E.isLeft(mapping)) throw new Error(mapping.left.message)
      const words = explainPlan(mapping.right).join('\n')
      expect(words).toContain('"Awaiting User Info" is OnHold (AwaitingCaller)')
      expect(words).toContain('Left out: "sys_mod_count"')
    }
  })
  it('of a file is told with its path: no JSON, mistakes, a folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mapping-'))
    try {
      const path = join(folder, 'm.json')
      await writeFile(path, '{ "name": ')
      expect(await mappingNamed(path)).toMatchObject({
        left: { message: expect.stringContaining('is not JSON') as string },
      })
      await writeFile(path, JSON.stringify({ ...good, at: 'when' }))
      expect(await mappingNamed(path)).toMatchObject({
        left: { message: expect.stringContaining('\n  /at: ') as string },
      })
      expect(await mappingNamed(folder)).toMatchObject({ left: { type: 'BadMapping' } })
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('the JSON Schema of a mapping', () => {
  const published = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
  it('is published as the codec has it', () => {
    expect(published('../schemas/mapping.schema.json')).toEqual(mappingSchema())
    expect(published('../../../docs/reference/mapping.schema.json')).toEqual(mappingSchema())
  })
  it('describes only members that there are', () => {
    const described = JSON.stringify(mappingSchema()).match(/"description":"/g)?.length
    expect(described).toBe(Object.keys(descriptions).length)
  })
  it('is not made of a codec that it does not know', () => {
    const about = { id: 'x', title: 'x', descriptions: {} }
    expect(() => jsonSchema(t.type({ n: t.bigint }), about)).toThrow('no JSON Schema is known for bigint at n')
  })
})
