import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { openMemoryReadStore, type Condition, type Query, type ReadStore } from '@deskledger/read-store'
import { ownLane } from './lane.ts'
import { storeOn } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-store-same-'))
const sqlite = storeOn(
  { file: join(folder, 'views.db'), readonly: false, busyTimeout: 5_000, createIfMissing: true },
  ownLane,
)
afterAll(async () => {
  await sqlite.close()
  rmSync(folder, { recursive: true })
})

const scalar = fc.oneof(
  fc.constantFrom(null, true, false, 0, 1, '', 'a', '\u{10000}'),
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => n <= 0 || n >= Number.EPSILON),
)
const path = fc.constantFrom('p', 'q', 'r.s')
const document = fc.record(
  { p: scalar, q: scalar, r: fc.oneof(scalar, fc.record({ s: scalar })) },
  { requiredKeys: [] },
)
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ path, is: scalar }),
  fc.record({ path, in: fc.array(scalar, { maxLength: 4 }) }),
  fc.record({ path, prefix: fc.string({ unit: 'binary', maxLength: 2 }) }),
  fc.record({ path, from: scalar, after: scalar, upTo: scalar, before: scalar }, { requiredKeys: ['path'] }),
)
const query = fc.record({
  where: fc.array(condition, { maxLength: 2 }),
  sort: fc.array(fc.record({ path, descending: fc.boolean() }), { maxLength: 3 }),
  limit: fc.integer({ min: 1, max: 5 }),
})
const change = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e', '\uffff', '\u{10000}'),
  position: fc.constantFrom('1', '2', '3'),
  document: fc.option(document, { nil: undefined }),
})
const batch = fc.uniqueArray(change, { selector: ({ key }) => key })
const indexes = fc.uniqueArray(fc.constantFrom('p', 'q', 'p,q', 'q,p', 'r.s,p', 'p,q,r.s'), { maxLength: 3 })

const allPages = async (store: ReadStore, generation: string, asked: Query): Promise<unknown> => {
  const pages: unknown[] = []
  let after: string | undefined
  do {
    const page = await store.find({ name: 't', generation }, { ...asked, ...(after === undefined ? {} : { after }) })()
    pages.push(page)
    after = E.isRight(page) ? (page.right.next ?? undefined) : undefined
    if (pages.length > 50) throw new Error('the pages do not end')
  } while (after !== undefined)
  return pages
}

describe('the SQLite store', () => {
  it('takes a number between 0 and 2^-52 for 0, with an index and without, and turns its pages', async () => {
    for (const fields of [['p'], ['q']]) {
      const table = { name: 'tiny', generation: fields.join() }
      await sqlite.prepare(table, [{ name: 'one', fields }])()
      const documents = [{ p: 1e-17 }, { p: 0 }, { p: 5e-324 }, { p: -1e-17 }]
      const changes = documents.map((one, n) => ({ key: `k${n}`, position: '1', document: one }))
      expect(await sqlite.write(table, changes)()).toEqual(E.right(4))
      expect(await sqlite.count(table, [{ path: 'p', is: 0 }])()).toEqual(E.right(3))
      expect(await sqlite.count(table, [{ path: 'p', is: 1e-300 }])()).toEqual(E.right(3))
      const sort = [{ path: 'p', descending: true }, { path: 'unknown' }]
      const keys: string[] = []
      let after: string | undefined
      do {
        const page = await sqlite.find(table, { sort, limit: 1, ...(after === undefined ? {} : { after }) })()
        if (E.isLeft(page) || keys.length > 4) throw new Error('the pages do not end')
        keys.push(...page.right.found.map(({ key }) => key))
        after = page.right.next ?? undefined
      } while (after !== undefined)
      expect(keys).toEqual(['k0', 'k1', 'k2', 'k3'])
    }
  })
  it('answers what the memory store answers, whatever is written and asked', async () => {
    let runs = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(batch, { maxLength: 4 }),
        indexes,
        fc.array(query, { maxLength: 4 }),
        async (batches, fields, queries) => {
          const table = { name: 't', generation: `v${runs++}` }
          const memory = openMemoryReadStore()
          for (const store of [memory, sqlite]) await store.prepare(table, [])()
          for (const [n, changes] of batches.entries()) {
            if (n === 1)
              await sqlite.prepare(
                table,
                fields.map((name) => ({ name, fields: name.split(',') })),
              )()
            expect(await sqlite.write(table, changes)()).toEqual(await memory.write(table, changes)())
          }
          for (const asked of queries) {
            expect(await allPages(sqlite, table.generation, asked)).toEqual(
              await allPages(memory, table.generation, asked),
            )
            expect(await sqlite.count(table, asked.where)()).toEqual(await memory.count(table, asked.where)())
          }
          await sqlite.drop(table)()
        },
      ),
      { numRuns: 200 },
    )
  }, 60_000)
})
