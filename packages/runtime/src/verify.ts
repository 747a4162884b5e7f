import * as E from 'fp-ts/lib/Either.js'
import type { EventStore, Integrity } from '@deskledger/event-store'
import type { ReadStore } from '@deskledger/read-store'
import { compare } from './compare.ts'
import type { Generation } from './generation.ts'
import { projector } from './project.ts'
import type { RuntimeFailure } from './trouble.ts'

/** Where the ledger first differs from what it must be. */
export interface FirstDifference {
  /** the stream, or the table of the read model */
  readonly stream: string
  /** null: the difference is in a read model */
  readonly revision: number | null
  readonly what: string
}

export interface Verification {
  readonly ok: boolean
  readonly streams: number
  readonly events: number
  /** live documents by table */
  readonly readModels: Readonly<Record<string, number>>
  readonly firstDifference: FirstDifference | null
}

const broken = ({ streams, events, fault }: Integrity): Verification => ({
  ok: false,
  streams,
  events,
  readModels: {},
  firstDifference: fault,
})

/**
 * Checks every hash of the log, then folds all of it afresh into `scratch` and compares that with the live documents.
 * What the live builds took while this ran is folded too; a ledger that never rests is compared at the last common place.
 */
export const verify = async (
  stores: { readonly events: EventStore; readonly views: ReadStore },
  live: readonly Generation[],
  scratch: ReadStore,
): Promise<E.Either<RuntimeFailure, Verification>> => {
  const integrity = await stores.events.verify()
  if (E.isLeft(integrity)) return integrity
  if (integrity.right.fault !== null) return E.right(broken(integrity.right))
  const head = await stores.events.head()
  if (E.isLeft(head)) return head
  for (const views of [stores.views, scratch]) {
    const folding = projector({ events: stores.events, views }, live)
    const opened = await folding.open()
    if (E.isLeft(opened)) return opened
    const caught = await folding.catchUp(head.right)
    if (E.isLeft(caught)) return caught
  }
  const { streams, events } = integrity.right
  const readModels: Record<string, number> = {}
  for (const generation of live) {
    const comparison = await compare({ store: stores.views, generation }, { store: scratch, generation })
    if (E.isLeft(comparison)) return comparison
    for (const { table, documents } of comparison.right.left) readModels[table] = documents
    const { difference } = comparison.right
    if (difference !== null) {
      const firstDifference = { stream: `${difference.table} ${difference.key}`, revision: null, what: difference.what }
      return E.right({ ok: false, streams, events, readModels, firstDifference })
    }
  }
  return E.right({ ok: true, streams, events, readModels, firstDifference: null })
}
