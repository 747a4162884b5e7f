import type { AnyProjection, Index } from '@deskledger/kernel'
import { fieldReader, type Query, type Views } from '@deskledger/read-store'
import { orThrow } from '../or-throw.ts'
import type { List } from '../list-pages.ts'

/** The lists that an index is there for, over a document that they hold. */
const listsAlong = ({ fields }: Index, document: object): readonly Query[] => {
  const sort = fields.map((path) => ({ path }))
  const [given, ...rest] = fields
  const both = [{ sort }, { sort: sort.map(({ path }) => ({ path, descending: true })) }]
  if (given === undefined || rest.length === 0) return both
  const where = [{ path: given, is: fieldReader(given)(document) }]
  return [...both, { where, sort: rest.map((path) => ({ path })) }]
}

/** Every list that read models declare an index for: by its fields, both ways, and with the first one given. */
export const listsOf = async (views: Views, projections: readonly AnyProjection[]): Promise<readonly List[]> => {
  const lists: List[] = []
  for (const { name, indexes } of projections.flatMap((one) => [one, ...one.tables, ...one.rollups])) {
    const [first] = orThrow(await views.find(name, { limit: 1 })()).found
    if (first === undefined) throw new Error(`There is nothing in ${name}, so its lists show nothing.`)
    lists.push(
      ...indexes.flatMap((index) => listsAlong(index, first.document).map((query) => ({ table: name, query }))),
    )
  }
  return lists
}
