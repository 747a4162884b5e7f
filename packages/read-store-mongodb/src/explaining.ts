import type { Plan } from '@deskledger/read-store'
import type { Entry } from './catalogue.ts'
import { pageOf } from './pages.ts'
import { within } from './patience.ts'
import { optionsOf, type Looking, type Search } from './reading.ts'
import { rowsOf } from './site.ts'

/** What MongoDB did for one page. */
export interface Explained {
  /** searches that the page took */
  readonly searches: number
  readonly keysExamined: number
  readonly documentsExamined: number
  readonly returned: number
  /** each kind of step of its plans once: `COLLSCAN` looks at every document, `SORT` sorts */
  readonly stages: readonly string[]
}

type Answer = Readonly<Record<string, unknown>>

const isAnswer = (value: unknown): value is Answer => typeof value === 'object' && value !== null

/** The names of the steps of a plan, however it is nested. */
const stagesIn = (value: unknown): readonly string[] => {
  if (!isAnswer(value)) return []
  const { stage } = value
  return [...(typeof stage === 'string' ? [stage] : []), ...Object.values(value).flatMap(stagesIn)]
}

const numberIn = (answer: Answer, name: string): number => {
  const value = answer[name]
  return typeof value === 'number' ? value : 0
}

const explainOne = async (looking: Looking, search: Search): Promise<Explained> => {
  const { site, collection } = looking
  const cursor = rowsOf(site, collection).find(search.filter, optionsOf(looking, search))
  const answer: unknown = await within(site.patience, cursor.explain('executionStats'))
  const { queryPlanner, executionStats } = isAnswer(answer) ? answer : {}
  const stats = isAnswer(executionStats) ? executionStats : {}
  const winning = isAnswer(queryPlanner) ? queryPlanner['winningPlan'] : undefined
  return {
    searches: 1,
    keysExamined: numberIn(stats, 'totalKeysExamined'),
    documentsExamined: numberIn(stats, 'totalDocsExamined'),
    returned: numberIn(stats, 'nReturned'),
    stages: stagesIn(winning),
  }
}

const none: Explained = { searches: 0, keysExamined: 0, documentsExamined: 0, returned: 0, stages: [] }

const sum = (a: Explained, b: Explained): Explained => ({
  searches: a.searches + b.searches,
  keysExamined: a.keysExamined + b.keysExamined,
  documentsExamined: a.documentsExamined + b.documentsExamined,
  returned: a.returned + b.returned,
  stages: [...new Set([...a.stages, ...b.stages])],
})

/** Reads a page, and has MongoDB explain every search that it took. */
export const explainPage = async (looking: Looking, entry: Entry, plan: Plan): Promise<Explained> => {
  const searches: Search[] = []
  await pageOf({ ...looking, onSearch: (search) => searches.push(search) }, entry, plan)
  let all = none
  for (const search of searches) all = sum(all, await explainOne(looking, search))
  return all
}
