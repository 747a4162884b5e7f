import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import { uuidv5, type Instant, type StoredEvent, type Uuid } from '@deskledger/kernel'
import { below, type Chance } from '@deskledger/testing'
import { RETRY } from './parking.ts'

const at = '2025-03-01T09:30:00.000Z' as Instant
const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid
const RUNTIME = 'projection-toy-accounts'

/** What a log may be made of. */
export interface LogOptions {
  readonly events: number
  readonly streams: number
  readonly owners: number
  /** share of payments that need more than their owner may have */
  readonly poison: number
  /** share of events that ask for a parked stream to be taken up again */
  readonly retries: number
}

interface Said {
  readonly type: string
  readonly [field: string]: unknown
}

const bodyOf = (random: Chance, account: string, { owners, poison }: LogOptions): Said => {
  // An account may change hands: one stream, several owners.
  const said = { account, owner: `o${below(random, owners)}`, at }
  const what = random()
  if (what < 0.2) return { type: 'AccountOpened', ...said }
  const tags = ['a', 'b', 'c'].filter(() => random() < 0.5)
  if (what < 0.4) return { type: 'AccountTagged', ...said, tags }
  if (what < 0.5) return { type: 'AccountClosed', ...said }
  const needs = random() < poison ? below(random, 200) : -1_000_000
  return { type: 'Paid', ...said, amount: below(random, 60) - 10, needs }
}

/** A log of toy accounts, owners shared among them, and requests to retry. */
export const toyLog = async (random: Chance, options: LogOptions): Promise<EventStore> => {
  const store = openMemoryEventStore({ clock: () => at })
  const revisions = new Map<string, number>()
  for (let index = 0; index < options.events; index++) {
    const account = `A${below(random, options.streams)}`
    const retries = random() < options.retries
    const data = retries
      ? { type: RETRY, readModel: 'toy-accounts', stream: `toy-${account}` }
      : bodyOf(random, account, options)
    const stream = retries ? RUNTIME : `toy-${account}`
    const revision = revisions.get(stream) ?? -1
    const commandId = uuidv5(namespace, String(index))
    const metadata = { commandId, correlationId: commandId, causationId: commandId, schemaVersion: 1 }
    const event = { eventId: uuidv5(commandId, '0'), type: data.type, data, metadata }
    const appended = await store.append(stream, revision, [event])()
    if (E.isLeft(appended)) throw new Error(appended.left.message)
    revisions.set(stream, revision + 1)
  }
  return store
}

/** Everything in a log. */
export const allOf = async (store: EventStore): Promise<readonly StoredEvent<object>[]> => {
  const all = await store.readAll({ after: '', limit: 1_000_000 })()
  if (E.isLeft(all)) throw new Error(all.left.message)
  return all.right.events as readonly StoredEvent<object>[]
}
