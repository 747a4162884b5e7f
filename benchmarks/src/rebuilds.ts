import { join } from 'node:path'
import type { EventStore } from '@deskledger/event-store'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { openLedger, type Registered } from '@deskledger/runtime'
import type { Figure } from './figure.ts'
import { orThrow } from './or-throw.ts'
import { rawScan } from './raw.ts'

/** A log on SQLite that is folded into the read models of a register, again and again. */
export interface Folded {
  /** where its file is, and where read models go */
  readonly folder: string
  readonly events: EventStore
  readonly register: readonly Registered[]
}

/** The best that rebuilds of one log have come to. */
export interface Rates {
  readonly events: number
  /** rows scanned and parsed, and events folded, in a second */
  readonly scan: number
  readonly folded: number
}

export const none: Rates = { events: 0, scan: 0, folded: 0 }

/** Folds a log once more into an empty file, as a rebuild does beside the live build, after a bare scan of it. */
export const better = async (best: Rates, { folder, events, register }: Folded, round: number): Promise<Rates> => {
  const scan = rawScan(join(folder, 'events.db'))
  const views = orThrow(await openSqliteReadStore(join(folder, `views-${round}.db`))())
  let count = 0
  const ledger = openLedger({
    events,
    views,
    register,
    projecting: { onBatch: (progress) => (count += progress.events) },
  })
  const began = performance.now()
  orThrow(await ledger.catchUp())
  const seconds = (performance.now() - began) / 1000
  await views.close()
  return { events: count, scan: Math.max(best.scan, scan), folded: Math.max(best.folded, count / seconds) }
}

/** What is told of rebuilds, under a name of theirs and one of the scan beside them. */
export const figuresOf = (
  { events, scan, folded }: Rates,
  names: { readonly rebuild: string; readonly scan: string },
): readonly Figure[] => [
  {
    name: names.rebuild,
    value: folded,
    unit: 'events/s',
    baseline: { name: names.scan, value: scan },
    demand: { of: 'ratio', atLeast: 0.1 },
  },
  {
    name: 'the same, as a rate',
    value: folded,
    unit: 'events/s',
    demand: { of: 'value', atLeast: 50_000 },
    aim: { of: 'value', atLeast: 100_000 },
  },
  { name: 'events folded', value: events, unit: '' },
]
