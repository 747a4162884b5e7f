import { createHash } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { canonicalJson } from '@deskledger/kernel'
import type { Found, ReadStore, TableId, ViewFailure } from '@deskledger/read-store'
import { tablesOf, type Generation } from './generation.ts'

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

/** The live documents of a table in key order, one at a time. */
async function* documents(store: ReadStore, table: TableId): AsyncGenerator<E.Either<ViewFailure, Found>> {
  let after: string | null | undefined
  while (after !== null) {
    const page = await store.find(table, { limit: PAGE, ...(after === undefined ? {} : { after }) })()
    if (E.isLeft(page)) {
      yield page
      return
    }
    for (const found of page.right.found) yield E.right(found)
    after = page.right.next
  }
}

const shown = (found: Found | undefined): string => {
  if (found === undefined) return 'nothing'
  const text = canonicalJson(found.document)
  return text.length > 200 ? `${text.slice(0, 197)}...` : text
}

const differs = (table: string, left: Found | undefined, right: Found | undefined): Difference | null => {
  if (left === undefined && right === undefined) return null
  const first = left === undefined || (right !== undefined && right.key < left.key) ? right : left
  const key = first?.key ?? ''
  const mine = left?.key === key ? left : undefined
  const other = right?.key === key ? right : undefined
  if (mine && other && canonicalJson(mine.document) === canonicalJson(other.document)) return null
  return {
    table,
    key,
    what: `${table} ${key}: ${shown(mine)} stands where a fresh fold of the log gives ${shown(other)}`,
  }
}

const tally = () => {
  const hash = createHash('sha256')
  let count = 0
  return {
    add: ({ key, document }: Found) => {
      hash.update(`${key}\t${canonicalJson(document)}\n`)
      count++
    },
    content: (table: string): TableContent => ({ table, documents: count, hash: hash.digest('hex') }),
  }
}

const compareTable = async (table: TableId, left: Side, right: Side): Promise<E.Either<ViewFailure, Comparison>> => {
  const sides = [left, right].map(({ store, generation }) => ({
    tally: tally(),
    documents: documents(store, { name: table.name, generation: generation.name }),
  }))
  let difference: Difference | null = null
  for (;;) {
    const pair: (Found | undefined)[] = []
    for (const side of sides) {
      const next = await side.documents.next()
      if (next.done === true) pair.push(undefined)
      else if (E.isLeft(next.value)) return next.value
      else {
        side.tally.add(next.value.right)
        pair.push(next.value.right)
      }
    }
    if (pair[0] === undefined && pair[1] === undefined) break
    difference ??= differs(table.name, pair[0], pair[1])
  }
  const [mine, other] = sides.map((side) => side.tally.content(table.name))
  return E.right({ left: mine ? [mine] : [], right: other ? [other] : [], difference })
}

/** Compares two builds of one read model, table by table. They must stand at the same position. */
export const compare = async (left: Side, right: Side): Promise<E.Either<ViewFailure, Comparison>> => {
  let all: Comparison = { left: [], right: [], difference: null }
  for (const { id } of tablesOf(left.generation)) {
    const one = await compareTable(id, left, right)
    if (E.isLeft(one)) return one
    all = {
      left: [...all.left, ...one.right.left],
      right: [...all.right, ...one.right.right],
      difference: all.difference ?? one.right.difference,
    }
  }
  return E.right(all)
}
