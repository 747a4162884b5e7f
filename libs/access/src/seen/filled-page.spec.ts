import fc from 'fast-check'
import { openMemoryReadStore, viewsOf, type Page, type Query, type TableId, type Views } from '@deskledger/read-store'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { filledPage } from './filled-page.ts'
import { only } from './lens.ts'
import { right } from './reading.spec.kit.ts'

interface Row {
  readonly seen: boolean
  readonly place: number
}
const table: TableId = { name: 'rows', generation: 'v1' }
const lens = only(({ document }) => 'seen' in document && document.seen === true)

const viewsWith = async (rows: readonly Row[]): Promise<Views> => {
  const store = openMemoryReadStore()
  await right(store.prepare(table, []))
  const changes = rows.map((document, n) => ({ key: String(n).padStart(4, '0'), position: '1', document }))
  await right(store.write(table, changes))
  return viewsOf(store, () => TE.right(table))
}

/** Rows with long stretches of hidden ones, more than are read at once. */
const stretches = fc.array(fc.record({ seen: fc.boolean(), length: fc.nat(320) }), { maxLength: 4 })
const rowsOf = (parts: readonly { readonly seen: boolean; readonly length: number }[]): readonly Row[] =>
  parts.flatMap(({ seen, length }) => Array.from({ length }, (_, n) => ({ seen, place: n % 7 })))
const queries = fc.record({
  limit: fc.constantFrom(40, 150, 199, 200, 201, 400),
  sort: fc.constantFrom<Query['sort']>([], [{ path: 'place' }], [{ path: 'place', descending: true }]),
})

/** A page is full where a reading ends, and more follows. */
const justFull = [
  { seen: true, length: 200 },
  { seen: false, length: 1 },
  { seen: true, length: 5 },
]

/** The keys of each page, until the last. */
const turned = async (find: (query: Query) => ReturnType<Views['find']>): Promise<readonly (readonly string[])[]> => {
  const keys: (readonly string[])[] = []
  for (let query: Query | undefined = {}; query !== undefined;) {
    const page: Page = await right(find(query))
    keys.push(page.found.map(({ key }) => key))
    query = page.next === null ? undefined : { after: page.next }
  }
  return keys
}

describe('a page filled through a lens', () => {
  it('is the page of what is seen, its cursor too, however much is hidden between', async () => {
    await fc.assert(
      fc.asyncProperty(stretches, queries, async (parts, { limit, sort = [] }) => {
        const rows = rowsOf(parts)
        const views = await viewsWith(rows)
        const where = [{ path: 'seen', is: true }]
        const plain = await turned((query) => views.find('rows', { ...query, where, sort, limit }))
        const filled = await turned((query) =>
          filledPage(views, { table: 'rows', query: { ...query, sort, limit } }, lens),
        )
        expect(filled).toEqual(plain)
      }),
      { numRuns: 25, examples: [[justFull, { limit: 200, sort: [] }]] },
    )
  })

  it('tells what is wrong with a query before anything is read', async () => {
    const views = await viewsWith([])
    const bad = (query: Query) => filledPage(views, { table: 'rows', query }, lens)()
    expect(await bad({ limit: 0 })).toMatchObject({ left: { type: 'BadQuery' } })
    expect(await bad({ after: 'x' })).toMatchObject({ left: { type: 'BadQuery' } })
  })
})
