import * as E from 'fp-ts/lib/Either.js'
import { START, type StoredEvent } from '@deskledger/kernel'
import type { ReadStore } from '@deskledger/read-store'
import { openAt, openEvents, register, type OpenLedger } from '@deskledger/register'
import { openLedger } from '@deskledger/runtime'
import type { Acknowledged } from './appending.spec.child.ts'
import type { Place } from './projectors.spec.kit.ts'

const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const shown = new Set(
  register.flatMap(({ readModels }) =>
    readModels.flatMap(({ name, tables, rollups }) => [name, ...[...tables, ...rollups].map((table) => table.name)]),
  ),
)

/** Every document that readers see, by table and key. */
const documentsIn = async (views: ReadStore): Promise<Record<string, Record<string, unknown>>> => {
  const tables: Record<string, Record<string, unknown>> = {}
  for (const table of right(await views.tables())) {
    if (!shown.has(table.name)) continue
    const documents: Record<string, unknown> = {}
    for (let after: string | null | undefined; after !== null;) {
      const page = right(await views.find(table, { limit: 1000, ...(after === undefined ? {} : { after }) })())
      for (const { key, document } of page.found) documents[key] = document
      after = page.next
    }
    tables[table.name] = documents
  }
  return tables
}

const wholeLog = async ({ events }: Pick<OpenLedger, 'events'>): Promise<readonly StoredEvent[]> => {
  const all: StoredEvent[] = []
  for (let after = START; ;) {
    const batch = right(await events.readAll({ after, limit: 1000 })())
    all.push(...batch.events)
    if (batch.caughtUp) return all
    after = batch.position
  }
}

const folded = async ({ events, scratch }: OpenLedger) => {
  const { views, dispose } = right(await scratch())
  try {
    right(await openLedger({ events, views, register }).catchUp())
    return await documentsIn(views)
  } finally {
    await dispose()
  }
}

const verified = async ({ ledger, scratch }: OpenLedger): Promise<boolean> => {
  const { views, dispose } = right(await scratch())
  try {
    return right(await ledger.verify(views)).ok
  } finally {
    await dispose()
  }
}

/** The log as it stands. */
export const logOf = async (place: Place): Promise<readonly StoredEvent[]> => {
  const events = right(await openEvents(place, {}))
  try {
    return await wholeLog({ events })
  } finally {
    await events.close()
  }
}

/** What stands in both stores, and what a plain fold makes of the same log; nothing is projected by asking. */
export const lookedAt = async (place: Place) => {
  const opened = right(await openAt(place, { create: false, projects: false }))
  try {
    const log = await wholeLog(opened)
    const { readModels } = right(await opened.ledger.status())
    return {
      log,
      readModels,
      kept: await documentsIn(opened.views),
      fresh: await folded(opened),
      ok: await verified(opened),
    }
  } finally {
    await opened.close()
  }
}

type Seen = Awaited<ReturnType<typeof lookedAt>>

/** Read models are what the log folds to. */
export const judgeViews = ({ readModels, kept, fresh, ok }: Seen): void => {
  expect(readModels.map(({ lag, parked }) => [lag, parked])).toEqual(readModels.map(() => [0, 0]))
  expect(kept).toEqual(fresh)
  expect(ok).toBe(true)
}

const idsByStream = (log: readonly StoredEvent[]): Record<string, readonly string[]> => {
  const streams: Record<string, string[]> = {}
  for (const { stream, eventId } of log) (streams[stream] ??= []).push(eventId)
  return streams
}

/** The log must be what was acknowledged, neither more nor less, and read models must be what it folds to. */
export const judge = async (place: Place, acknowledged: readonly Acknowledged[]): Promise<void> => {
  const seen = await lookedAt(place)
  const expected: Record<string, readonly string[]> = {}
  for (const { stream, eventIds } of acknowledged) expected[stream] = [...(expected[stream] ?? []), ...eventIds]
  expect(idsByStream(seen.log)).toEqual(expected)
  expect(Object.keys(seen.kept['incident-details'] ?? {})).toHaveLength(Object.keys(expected).length)
  judgeViews(seen)
}
