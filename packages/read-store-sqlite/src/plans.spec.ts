import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { demandsOf, planOf, type Condition, type Plan, type Query } from '@deskledger/read-store'
import { catalogueOf } from './catalogue.ts'
import { changer } from './changes.ts'
import { clauseOf } from './clauses.ts'
import { openDatabase } from './opening.ts'
import { countOf, pageOf, type Ask } from './pages.ts'
import { pack } from './rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-store-plans-'))
const opening = { file: join(folder, 'views.db'), readonly: false, busyTimeout: 5_000, createIfMissing: true }
const table = { name: 'queue', generation: 'v1' }
const right = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return answer.right
}

const changes = changer(opening)
changes.perform({
  ask: 'prepare',
  table,
  indexes: [['status', 'priority', 'opened'], ['status', 'opened'], ['opened'], ['node', 'from'], ['group']],
})
const database = openDatabase(opening)
const entry = catalogueOf(database).mustHave(table)
const documents = Array.from({ length: 300 }, (_, n) => ({
  key: `k${n}`,
  position: '1',
  document: {
    status: `s${n % 3}`,
    priority: n % 5,
    opened: n % 50,
    node: n % 20,
    from: n,
    group: `g${n % 7}`,
    rest: n,
  },
}))
const { id, shape } = entry
changes.perform({ ask: 'write', lists: [{ table, id, shape, rows: right(pack(table, entry, documents)) }] })
afterAll(() => {
  changes.close()
  database.close()
  rmSync(folder, { recursive: true })
})

/** What SQLite says it does for every statement of a question. */
const doneFor = (question: (ask: Ask) => unknown): string => {
  const steps: string[] = []
  question((sql, cells) => {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...cells)
    steps.push(...plan.map(({ detail }) => String(detail)))
    return database.prepare(sql).all(...cells)
  })
  return steps.join('\n')
}
const plan = (query: Query): Plan => right(planOf(table, query))

const status = { path: 'status', is: 's1' }
const covered: readonly (readonly [string, Query])[] = [
  ['the order of an index', { sort: [{ path: 'opened' }] }],
  ['its opposite', { sort: [{ path: 'opened', descending: true }] }],
  ['the order by key', {}],
  ['one value, sorted by the next field', { where: [status], sort: [{ path: 'opened', descending: true }] }],
  ['one value, sorted by two', { where: [status], sort: [{ path: 'priority' }, { path: 'opened' }] }],
  [
    'one value, sorted by two in mixed directions',
    { where: [status], sort: [{ path: 'priority', descending: true }, { path: 'opened' }] },
  ],
  [
    'all values, in three mixed directions',
    { sort: [{ path: 'status' }, { path: 'priority', descending: true }, { path: 'opened' }] },
  ],
  [
    'several values, sorted by the next field',
    { where: [{ path: 'status', in: ['s0', 's2'] }], sort: [{ path: 'opened' }] },
  ],
  [
    'several values, sorted by them in mixed directions',
    {
      where: [{ path: 'status', in: ['s0', 's2'] }],
      sort: [{ path: 'status' }, { path: 'priority', descending: true }, { path: 'opened' }],
    },
  ],
  ['a range, sorted by it', { where: [{ path: 'opened', from: 10, before: 40 }], sort: [{ path: 'opened' }] }],
  [
    'a range, sorted against it',
    { where: [status, { path: 'opened', from: 10, before: 40 }], sort: [{ path: 'opened', descending: true }] },
  ],
  ['one value, by key', { where: [{ path: 'group', is: 'g1' }] }],
  [
    'several values and a range',
    {
      where: [
        { path: 'node', in: [1, 2, 3] },
        { path: 'from', upTo: 200 },
      ],
      sort: [{ path: 'from' }],
    },
  ],
]

describe('a page that an index covers', () => {
  it.each(covered)('is read without looking at other documents and without sorting: %s', (_, query) => {
    const first = plan({ ...query, limit: 7 })
    const { next } = pageOf((sql, cells) => database.prepare(sql).all(...cells), entry, first)
    expect(next).not.toBeNull()
    const deep = plan({ ...query, limit: 7, after: next ?? '' })
    for (const page of [first, deep]) {
      const done = doneFor((ask) => pageOf(ask, entry, page))
      expect(done).not.toMatch(/TEMP B-TREE/)
      expect(done).not.toMatch(/SCAN d_\d+$/m)
      // the first page of an unconditional list begins at the index's beginning; all others seek
      if (page === deep) expect(done).not.toMatch(/SCAN/)
    }
  })
  it('is sorted in SQLite where no index has the order', () => {
    expect(doneFor((ask) => pageOf(ask, entry, plan({ sort: [{ path: 'rest' }] })))).toMatch(/TEMP B-TREE/)
  })
})

const counts: readonly (readonly [string, readonly Condition[]])[] = [
  ['one value', [status]],
  ['several values', [{ path: 'status', in: ['s0', 's2', null] }]],
  ['a range', [{ path: 'opened', after: 3 }]],
  ['a prefix', [{ path: 'group', prefix: 'g' }]],
  ['one value and a range', [status, { path: 'opened', from: 1, upTo: 20 }]],
  [
    'several values and a range',
    [
      { path: 'node', in: [1, 2, 3, 17] },
      { path: 'from', upTo: 200 },
    ],
  ],
]

describe('a count that an index covers', () => {
  it.each(counts)('reads the index alone: %s', (_, where) => {
    const clauses = right(demandsOf(table, where)).map((demand) => clauseOf(entry, demand))
    expect(doneFor((ask) => countOf(ask, entry, clauses))).toMatch(/^SEARCH d_1 USING COVERING INDEX/)
  })
})
