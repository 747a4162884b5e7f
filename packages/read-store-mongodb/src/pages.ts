import type { Document } from 'mongodb'
import { cursorAt, placeOrder, type Demand, type Found, type Page, type Place, type Plan } from '@deskledger/read-store'
import type { Entry } from './catalogue.ts'
import { orderOf, routeOf } from './covering.ts'
import { allOf, filterOf } from './filters.ts'
import { fitter } from './fitting.ts'
import { within } from './patience.ts'
import { batches, collected, type Looking } from './reading.ts'
import { rowsOf } from './site.ts'
import { documentOf, valueReader, type Stored } from './stored.ts'
import { sortOf, stripsAfter } from './strips.ts'
import { along } from './walking.ts'

const placer = ({ sort }: Plan): ((found: Found) => Place) => {
  const reads = sort.map(({ path }) => valueReader(path))
  return ({ key, document }) => ({ key, values: reads.map((read) => read(document)) })
}

const foundIn = (stored: readonly Stored[]): readonly Found[] =>
  stored.flatMap((one) => {
    const document = documentOf(one)
    return document === undefined ? [] : [{ key: one._id, position: one.position, document }]
  })

/** Demands that MongoDB answers, and those that it has no values for. */
interface Split {
  readonly there: readonly Demand[]
  readonly here: readonly Demand[]
}

const split = ({ filled }: Entry, where: readonly Demand[]): Split => {
  const isThere = ({ path }: Demand): boolean => filled.includes(path)
  return { there: where.filter(isThere), here: where.filter((demand) => !isThere(demand)) }
}

/** The first so many that fit, of documents that come in order. */
const firstOf = async (
  source: AsyncIterable<readonly Stored[]>,
  demands: readonly Demand[],
  most: number,
): Promise<readonly Found[]> => {
  const fits = fitter(demands)
  const first: Found[] = []
  for await (const batch of source) {
    first.push(...foundIn(batch).filter(({ document }) => fits(document)))
    if (first.length >= most) break
  }
  return first.slice(0, most)
}

/** MongoDB sorts: no index has the order, but it has all values. */
const sortedThere = (looking: Looking, plan: Plan, most: number): AsyncGenerator<readonly Stored[]> => {
  const { criteria, edge } = orderOf(plan)
  const after: readonly Document[] =
    edge === undefined ? [] : [{ $or: stripsAfter(criteria, edge, plan.where).map((strip) => ({ $and: strip })) }]
  const filter = allOf([...plan.where.map(filterOf), ...after])
  return batches(looking, { filter, sort: sortOf(criteria), index: undefined, most })
}

/** Sorted here: every document that may fit is read, and no more are kept than twice the page. */
const sortedHere = async (looking: Looking, plan: Plan, { there, here }: Split): Promise<readonly Found[]> => {
  const fits = fitter(here)
  const place = placer(plan)
  const order = placeOrder(plan)
  const most = plan.limit + 1
  let best: { readonly found: Found; readonly place: Place }[] = []
  const search = { filter: allOf(there.map(filterOf)), sort: [], index: undefined, most: undefined }
  for await (const batch of batches(looking, search)) {
    for (const found of foundIn(batch)) {
      if (!fits(found.document)) continue
      const one = { found, place: place(found) }
      if (plan.after === undefined || order(one.place, plan.after) > 0) best.push(one)
    }
    if (best.length >= 2 * most) best = best.sort((a, b) => order(a.place, b.place)).slice(0, most)
  }
  return best
    .sort((a, b) => order(a.place, b.place))
    .slice(0, most)
    .map(({ found }) => found)
}

/** The documents of a page, and one more where there is one. */
const search = async (looking: Looking, entry: Entry, plan: Plan): Promise<readonly Found[]> => {
  const { there, here } = split(entry, plan.where)
  const most = plan.limit + 1
  const route = routeOf(entry, plan)
  if (route !== undefined) {
    const filters = there.map(filterOf)
    const enough = here.length === 0 ? most : undefined
    return firstOf(along({ ...route, looking, filters, where: there, most: enough }), here, most)
  }
  return here.length === 0 && plan.sort.every(({ path }) => entry.filled.includes(path))
    ? foundIn(await collected(sortedThere(looking, plan, most)))
    : sortedHere(looking, plan, { there, here })
}

/** A page: along an index that has the order asked for, else sorted by MongoDB, else sorted here. */
export const pageOf = async (looking: Looking, entry: Entry, plan: Plan): Promise<Page> => {
  const found = await search(looking, entry, plan)
  const page = found.slice(0, plan.limit)
  const last = page.at(-1)
  return {
    found: page,
    next: last === undefined || found.length === page.length ? null : cursorAt(plan, placer(plan)(last)),
  }
}

/** How many documents fit. MongoDB counts in an index where it has all that is asked about. */
export const countOf = async (looking: Looking, entry: Entry, where: readonly Demand[]): Promise<number> => {
  const { there, here } = split(entry, where)
  const filter = allOf(there.map(filterOf))
  const { site, collection, readPreference } = looking
  if (here.length === 0)
    return within(
      site.patience,
      rowsOf(site, collection).countDocuments(filter, { readPreference, maxTimeMS: site.patience }),
    )
  const fits = fitter(here)
  let count = 0
  for await (const batch of batches(looking, { filter, sort: [], index: undefined, most: undefined }))
    for (const { document } of foundIn(batch)) if (fits(document)) count++
  return count
}
