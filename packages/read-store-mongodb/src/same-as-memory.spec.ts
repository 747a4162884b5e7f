import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { openMemoryReadStore, type Condition, type Query, type ReadStore } from '@deskledger/read-store'
import { everyKind, serverForSpecs } from './servers.spec.kit.ts'

const scalar = fc.oneof(
  fc.constantFrom(null, true, false, 0, -0, 1, '', 'a', '\uffff', '\u{10000}', '\ud800'),
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
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
  position: fc.constantFrom('', '1', '2', '3'),
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

/** Few distinct values: many ties, so that orders of several directions have groups larger than a page. */
const few = fc.constantFrom(null, 0, 1, 'a')
const alike = fc.array(fc.record({ p: few, q: few, n: few }), { minLength: 10, maxLength: 40 })
const sortOfFew = fc.array(fc.record({ path: fc.constantFrom('p', 'q', 'n'), descending: fc.boolean() }), {
  minLength: 1,
  maxLength: 3,
})

describe.each(everyKind)('the MongoDB store, on %s', (kind) => {
  const { open } = serverForSpecs({ kind })

  it('answers what the memory store answers, whatever is written and asked', async () => {
    const mongo = await open()
    let runs = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(batch, { maxLength: 4 }),
        indexes,
        fc.array(query, { maxLength: 4 }),
        async (batches, fields, queries) => {
          const table = { name: 't', generation: `v${runs++}` }
          const memory = openMemoryReadStore()
          for (const store of [memory, mongo]) await store.prepare(table, [])()
          for (const [n, changes] of batches.entries()) {
            if (n === 1)
              await mongo.prepare(
                table,
                fields.map((name) => ({ name, fields: name.split(',') })),
              )()
            expect(await mongo.write(table, changes)()).toEqual(await memory.write(table, changes)())
          }
          for (const asked of queries) {
            const expected = await allPages(memory, table.generation, asked)
            expect(await allPages(mongo, table.generation, asked)).toEqual(expected)
            expect(await mongo.count(table, asked.where)()).toEqual(await memory.count(table, asked.where)())
          }
          await mongo.drop(table)()
        },
      ),
      { numRuns: 60 },
    )
    await mongo.close()
  })

  it('walks an index in any directions, however large the groups of equals', async () => {
    const mongo = await open()
    let runs = 0
    await fc.assert(
      fc.asyncProperty(alike, sortOfFew, fc.integer({ min: 1, max: 6 }), async (documents, sort, limit) => {
        const table = { name: 't', generation: `v${runs++}` }
        const memory = openMemoryReadStore()
        const fields = [...new Set(sort.map((one) => one.path))]
        const changes = documents.map((one, n) => ({ key: `k${n}`, position: '1', document: one }))
        for (const store of [memory, mongo]) {
          expect(await store.prepare(table, [{ name: 'all', fields }])()).toEqual(E.right(undefined))
          await store.write(table, changes)()
        }
        const asked = { sort, limit: limit * 5 }
        expect(await allPages(mongo, table.generation, asked)).toEqual(await allPages(memory, table.generation, asked))
        await mongo.drop(table)()
      }),
      { numRuns: 40 },
    )
    await mongo.close()
  })
})
