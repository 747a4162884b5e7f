import type { MongoClient } from 'mongodb'
import { isWritable } from './connecting.ts'
import { within } from './patience.ts'
import type { Unhurried } from './site.ts'
import { onStruck } from './struck.ts'

/** A client that is replaced when it cannot go on. */
export interface Kept {
  /** connects by itself when it is first asked something */
  readonly inUse: () => MongoClient
  readonly close: () => Promise<void>
}

export interface Keeping {
  readonly another: () => MongoClient
  /** told of each client before it is used */
  readonly attend: (client: MongoClient) => void
  /** milliseconds that a client may take to close */
  readonly patience: number
}

/** Closes a client, which may have a call that will not end. */
const ended = (client: MongoClient, patience: number): Promise<void> =>
  within(patience, client.close()).catch(() => undefined)

/** Uses this client, and another when it is struck. What was under way with it fails, and may be asked again at once. */
export const keep = (first: MongoClient, { another, attend, patience }: Keeping): Kept => {
  let current: MongoClient | undefined
  const use = (client: MongoClient): MongoClient => {
    current = client
    attend(client)
    onStruck(client, () => {
      if (current !== client) return
      current = undefined
      void ended(client, patience)
    })
    return client
  }
  use(first)
  return {
    inUse: () => current ?? use(another()),
    close: async () => {
      const last = current
      current = undefined
      if (last !== undefined) await ended(last, patience)
    },
  }
}

/** Waits for as long as a server can be written to. */
const whileWritable = async <A>(client: MongoClient, answer: Promise<A>): Promise<A> => {
  const lost = new Promise<never>((_, reject) => {
    client.on('topologyDescriptionChanged', ({ previousDescription, newDescription }) => {
      if (isWritable(previousDescription) && !isWritable(newDescription))
        reject(new Error('the connection was lost while an index was being built'))
    })
  })
  answer.catch(() => undefined) // it may fail after nobody waits for it any more
  return Promise.race([answer, lost])
}

export const unhurriedly =
  (make: () => MongoClient, patience: number): Unhurried =>
  async (ask) => {
    const client = make()
    try {
      return await whileWritable(client, ask(client))
    } finally {
      await ended(client, patience)
    }
  }
