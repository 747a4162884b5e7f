/** How MongoDB answered one query. */
export interface QueryPlan {
  /** it looked through documents, not through an index */
  readonly scansCollection: boolean
  /** keys of indexes it looked at */
  readonly keys: number
  readonly returned: number
}

type Members = Partial<Record<string, unknown>>

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null

/** Every stage of a plan: the classic engine's stands by itself, the other's in `queryPlan`, those of shards in `shards`. */
const stagesIn = (plan: unknown): readonly string[] => {
  if (!isMembers(plan)) return []
  const { stage } = plan
  const below = Object.values(plan).flatMap((value) => (isMembers(value) ? stagesIn(value) : []))
  return typeof stage === 'string' ? [stage, ...below] : below
}

const countIn = (stats: Members, name: string): number => {
  const count = stats[name]
  if (typeof count !== 'number') throw new Error(`The explanation of a query has no ${name}.`)
  return count
}

/**
 * Reads an explanation with its execution.
 * @throws what is missing in it
 * @source https://www.mongodb.com/docs/manual/reference/explain-results/
 */
export const planIn = (explained: Members): QueryPlan => {
  const { queryPlanner, executionStats } = explained
  if (!isMembers(queryPlanner) || !isMembers(executionStats))
    throw new Error('The explanation of a query has no plan or no execution.')
  const stages = stagesIn(queryPlanner['winningPlan'])
  if (stages.length === 0) throw new Error('The explanation of a query has a plan without stages.')
  return {
    scansCollection: stages.includes('COLLSCAN'),
    keys: countIn(executionStats, 'totalKeysExamined'),
    returned: countIn(executionStats, 'nReturned'),
  }
}

const ASKED = ['find', 'filter', 'projection', 'sort', 'hint', 'limit', 'batchSize', 'singleBatch', 'allowDiskUse']

/** A query as the profiler noted it, without what belongs to the connection that asked it. */
export const queryIn = (command: Members): Members =>
  Object.fromEntries(ASKED.flatMap((name) => (name in command ? [[name, command[name]]] : [])))
