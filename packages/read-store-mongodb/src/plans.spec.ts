import * as E from 'fp-ts/lib/Either.js'
import { planOf, type Plan, type Query } from '@deskledger/read-store'
import type { Entry } from './catalogue.ts'
import { routeOf } from './covering.ts'
import type { MongoDbReadStore } from './index.ts'
import { at, right, serverForSpecs } from './servers.spec.kit.ts'

const table = { name: 'queue', generation: 'v1' }
const indexes = [['status', 'priority', 'opened'], ['status', 'opened'], ['opened'], ['node', 'from'], ['group']]
const entry: Entry = {
  id: table,
  revision: 1,
  incarnation: 1,
  dropped: false,
  collection: 'deskledger.queue.v1',
  paths: [...new Set(indexes.flat())],
  late: [],
  filled: [...new Set(indexes.flat())],
  indexes,
}
const status = { path: 'status', is: 's1' }
const planned = (query: Query): Plan => {
  const plan = planOf(table, query)
  if (E.isLeft(plan)) throw new Error(plan.left.message)
  return plan.right
}

const covered: readonly (readonly [string, Query, index: string])[] = [
  ['the order of an index', { sort: [{ path: 'opened' }] }, 'by opened'],
  ['its opposite', { sort: [{ path: 'opened', descending: true }] }, 'by opened'],
  ['the order by key', {}, 'by key'],
  ['one value, sorted by the next field', { where: [status], sort: [{ path: 'opened' }] }, 'by status, opened'],
  [
    'one value, sorted by two',
    { where: [status], sort: [{ path: 'priority' }, { path: 'opened' }] },
    'by status, priority, opened',
  ],
  [
    'one value, sorted by it and two, in mixed directions',
    { where: [status], sort: [{ path: 'status' }, { path: 'priority', descending: true }, { path: 'opened' }] },
    'by status, priority, opened',
  ],
  [
    'several values, sorted by the next field',
    { where: [{ path: 'status', in: ['s0', 's2'] }], sort: [{ path: 'opened' }] },
    'by status, opened',
  ],
  [
    'several values, sorted by them',
    { where: [{ path: 'status', in: ['s0', 's2'] }], sort: [{ path: 'status' }, { path: 'opened' }] },
    'by status, opened',
  ],
  [
    'a range, sorted by it',
    { where: [status, { path: 'opened', from: 10, before: 40 }], sort: [{ path: 'opened' }] },
    'by status, opened',
  ],
  ['one value, by key', { where: [{ path: 'group', is: 'g1' }] }, 'by group'],
]

describe('a page', () => {
  it.each(covered)('follows the index that has its order: %s', (_, query, index) => {
    expect(routeOf(entry, planned(query))?.index).toBe(index)
  })
  it('leaves the choice to MongoDB where the index lacks something asked for', () => {
    const query = { where: [{ path: 'group', is: 'g1' }], sort: [{ path: 'opened' }] }
    expect(routeOf(entry, planned(query))).toMatchObject({ index: undefined })
  })
  it('follows none where none has the order', () => {
    expect(routeOf(entry, planned({ sort: [{ path: 'rest' }] }))).toBeUndefined()
    expect(routeOf(entry, planned({ sort: [{ path: 'node' }] }))).toBeUndefined()
    const many = Array.from({ length: 201 }, (_, n) => n)
    const query = { where: [{ path: 'node', in: many }], sort: [{ path: 'from' }] }
    expect(routeOf(entry, planned(query))).toBeUndefined()
  })
})

describe('what MongoDB does for a page', () => {
  const { running, open } = serverForSpecs()
  let store: MongoDbReadStore
  beforeAll(async () => {
    store = await open()
    right(
      await store.prepare(
        table,
        indexes.map((fields) => ({ name: fields.join('-'), fields })),
      )(),
    )
    const changes = Array.from({ length: 600 }, (_, n) => ({
      key: `k${n}`,
      position: at(1),
      document:
        n % 3 === 0
          ? undefined
          : {
              status: `s${n % 4}`,
              priority: n % 5,
              opened: n % 50,
              node: n % 20,
              from: n,
              group: `g${n % 7}`,
              rest: n,
            },
    }))
    right(await store.write(table, changes)())
  })
  afterAll(() => store.close())

  it.each(covered)('is told, first page and next: %s', async (_, query) => {
    const limit = 7
    const { next } = right(await store.find(table, { ...query, limit })())
    expect(next).not.toBeNull()
    for (const page of [
      { ...query, limit },
      { ...query, limit, after: next ?? '' },
    ]) {
      const answer = await store.explain(table, page)()
      if (running().kind === 'mongo-java-server') {
        expect(answer).toMatchObject({ left: { type: 'ViewsUnavailable' } }) // it cannot explain
        continue
      }
      const explained = right(answer)
      expect(explained.returned).toBeGreaterThanOrEqual(limit)
      expect(explained.stages.length).toBeGreaterThan(0)
      // a stand-in looks at more, and sorts: what it does says nothing of MongoDB
      if (running().kind === 'secantusdb') continue
      expect(explained.stages).not.toContain('COLLSCAN')
      expect(explained.stages).not.toContain('SORT')
      expect(explained.documentsExamined).toBe(explained.returned)
      // one more for each piece of an index that is looked into
      expect(explained.keysExamined).toBeLessThanOrEqual(explained.returned + 4 * explained.searches)
    }
  })
})
