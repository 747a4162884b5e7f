import { createHash } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { canonicalJson } from '@deskledger/kernel'
import type { Found, Page, ReadStore, TableId, ViewFailure } from '@deskledger/read-store'
import { firstUnlike } from './first-unlike.ts'
import { tablesOf, type Generation } from './generation.ts'
import { steps } from './steps.ts'

/** What one table of a build holds: live documents and a SHA-256 over all of them in key order. */
export interface TableContent {
  readonly table: string
  readonly documents: number
  readonly hash: string
}

/** The first place, in table and key order, where two builds differ. */
export interface Difference {
  readonly table: string
  readonly key: string
  /** a sentence: what one says, what the other */
  readonly what: string
}

export interface Comparison {
  readonly left: readonly TableContent[]
  readonly right: readonly TableContent[]
  readonly difference: Difference | null
}

export interface Side {
  readonly store: ReadStore
  readonly generation: Generation
}

const PAGE = 2000

/** The live documents of a table in key order, one at a time, with the tally of those given so far. */
const reader = (store: ReadStore, table: TableId) => {
  const hash = createHash('sha256')
  let count = 0
  let page: readonly Found[] = []
  let at = 0
  let after: string | null | undefined
  const turn = async (): Promise<E.Either<ViewFailure, void>> => {
    const next: E.Either<ViewFailure, Page> = await store.find(table, {
      limit: PAGE,
      ...(after === undefined || after === null ? {} : { after }),
    })()
    if (E.isLeft(next)) return next
    page = next.right.found
    after = next.right.next
    at = 0
    return E.right(undefined)
  }
  return {
    peek: async (): Promise<E.Either<ViewFailure, Found | undefined>> => {
      while (at === page.length && after !== null) {
        const turned = await turn()
        if (E.isLeft(turned)) return turned
      }
      return E.right(page[at])
    },
    step: (): void => {
      const { key, document } = page[at++] as Found
      hash.update(`${key}\t${canonicalJson(document)}\n`)
      count++
    },
    content: (): TableContent => ({ table: table.name, documents: count, hash: hash.digest('hex') }),
  }
}

/** Keys sort as UTF-8 bytes, as the stores give them. */
const firstOf = (left: Found | undefined, right: Found | undefined): string | undefined => {
  if (left === undefined || right === undefined) return left?.key ?? right?.key
  return Buffer.compare(Buffer.from(left.key), Buffer.from(right.key)) <= 0 ? left.key : right.key
}

/** What two tables say about the key that comes next in either. */
const nextOf = (left: Found | undefined, right: Found | undefined) => {
  const key = firstOf(left, right)
  const [here, there] = [left, right].map((one) => (one?.key === key ? one : undefined))
  const same =
    here !== undefined && there !== undefined && canonicalJson(here.document) === canonicalJson(there.document)
  return key === undefined ? undefined : { key, here, there, same }
}

const wording = (table: string, { key, here, there }: NonNullable<ReturnType<typeof nextOf>>): string => {
  const { path, left, right } = firstUnlike(here?.document, there?.document)
  const where = path === '' ? `${table} ${key}` : `${table} ${key}, ${path},`
  return `${where} says ${left}; a fresh fold of the log gives ${right}`
}

const compareTable = (table: TableId, left: Side, right: Side): Promise<E.Either<ViewFailure, Comparison>> =>
  steps(async (take) => {
    const mine = reader(left.store, { name: table.name, generation: left.generation.name })
    const other = reader(right.store, { name: table.name, generation: right.generation.name })
    let difference: Difference | null = null
    for (;;) {
      const next = nextOf(await take(mine.peek()), await take(other.peek()))
      if (next === undefined) break
      const { key, here, there, same } = next
      if (!same) difference ??= { table: table.name, key, what: wording(table.name, next) }
      if (here) mine.step()
      if (there) other.step()
    }
    return { left: [mine.content()], right: [other.content()], difference }
  })

/** Compares two builds of one read model, table by table. They must stand at the same position. */
export const compare = (left: Side, right: Side): Promise<E.Either<ViewFailure, Comparison>> =>
  steps(async (take) => {
    const all: Comparison[] = []
    for (const { id } of tablesOf(left.generation)) all.push(await take(compareTable(id, left, right)))
    return {
      left: all.flatMap((one) => one.left),
      right: all.flatMap((one) => one.right),
      difference: all.find((one) => one.difference !== null)?.difference ?? null,
    }
  })
