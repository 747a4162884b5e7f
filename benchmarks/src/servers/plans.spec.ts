import { planIn, queryIn } from './plans.ts'

const stats = { executionSuccess: true, nReturned: 51, totalKeysExamined: 51, totalDocsExamined: 51 }
const along = { stage: 'LIMIT', inputStage: { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'by a' } } }
const scan = { stage: 'SORT', inputStage: { stage: 'COLLSCAN', direction: 'forward' } }
const explained = (winningPlan: object) => ({
  queryPlanner: { winningPlan, rejectedPlans: [scan] },
  executionStats: stats,
})

describe('the explanation of a query', () => {
  it('along an index has no collection scan, whatever other plans had', () => {
    expect(planIn(explained(along))).toEqual({ scansCollection: false, keys: 51, returned: 51 })
  })
  it.each([
    ['the classic engine', scan],
    ['the slot-based engine', { queryPlan: scan, slotBasedPlan: { slots: '', stages: '' } }],
    ['one branch of several', { stage: 'SORT_MERGE', inputStages: [along, scan] }],
    ['one shard', { stage: 'SHARD_MERGE', shards: [{ winningPlan: along }, { winningPlan: { queryPlan: scan } }] }],
  ])('with a collection scan is known as one, of %s', (_, winningPlan) => {
    expect(planIn(explained(winningPlan)).scansCollection).toBe(true)
  })
  it.each([
    ['a plan', { executionStats: stats }],
    ['stages', explained({})],
    ['an execution', { queryPlanner: { winningPlan: along } }],
    ['keys', { ...explained(along), executionStats: { nReturned: 51 } }],
  ])('without %s says nothing, and is refused', (_, without) => {
    expect(() => planIn(without)).toThrow('The explanation of a query has')
  })
})

describe('a query that the profiler noted', () => {
  it('is asked again as it was, without its connection', () => {
    const query = { find: 'rows', filter: { a: 1 }, sort: { a: 1 }, hint: 'by a', limit: 51 }
    expect(queryIn({ ...query, lsid: { id: 1 }, $db: 'test', maxTimeMS: 10_000 })).toEqual(query)
  })
})
