import type * as E from 'fp-ts/lib/Either.js'
import type { EventStore, Integrity } from '@deskledger/event-store'
import type { ReadStore } from '@deskledger/read-store'
import { compare } from './compare.ts'
import type { Generation } from './generation.ts'
import { projector } from './projector.ts'
import { steps } from './steps.ts'
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
  /** events of other systems in the same store: left out */
  readonly foreign?: number
}

/** Said only where there are some. */
const foreignIn = ({ foreign = 0 }: Integrity) => (foreign === 0 ? {} : { foreign })

const broken = (integrity: Integrity): Verification => ({
  ok: false,
  streams: integrity.streams,
  events: integrity.events,
  readModels: {},
  firstDifference: integrity.fault,
  ...foreignIn(integrity),
})

/**
 * Checks every hash of the log, then folds all of it afresh into `scratch` and compares that with the live documents.
 * What the live builds took while this ran is folded too; a ledger that never rests is compared at the last common place.
 */
export const verify = (
  stores: { readonly events: EventStore; readonly views: ReadStore },
  live: readonly Generation[],
  scratch: ReadStore,
): Promise<E.Either<RuntimeFailure, Verification>> =>
  steps(async (take) => {
    const integrity = await take(stores.events.verify())
    if (integrity.fault !== null) return broken(integrity)
    const head = await take(stores.events.head())
    for (const views of [stores.views, scratch]) {
      const folding = projector({ events: stores.events, views }, live)
      await take(folding.open())
      await take(folding.catchUp(head))
    }
    const { streams, events } = integrity
    const readModels: Record<string, number> = {}
    for (const generation of live) {
      const { left, difference } = await take(
        compare({ store: stores.views, generation }, { store: scratch, generation }),
      )
      for (const { table, documents } of left) readModels[table] = documents
      if (difference === null) continue
      const firstDifference = { stream: `${difference.table} ${difference.key}`, revision: null, what: difference.what }
      return { ok: false, streams, events, readModels, firstDifference, ...foreignIn(integrity) }
    }
    return { ok: true, streams, events, readModels, firstDifference: null, ...foreignIn(integrity) }
  })
