import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ViewFailure } from '@deskledger/read-store'
import { claim } from './claiming.ts'
import { clientFor, databaseNameOf, deploymentOf, serversOf, type MongoDbReadStoreOptions } from './connecting.ts'
import { keep, unhurriedly } from './keeping.ts'
import { mistrustOf } from './mistrusting.ts'
import { noteBook } from './notes.ts'
import type { Deployment, Site } from './site.ts'
import { storeOn, type ExplainingStore } from './store.ts'
import { failureOf, Trouble } from './troubles.ts'
import { watch } from './watching.ts'

export type { Explained } from './explaining.ts'
export type { MongoDbReadStoreOptions } from './connecting.ts'
export type { Deployment, ShardKey } from './site.ts'

/** A read store on MongoDB, and what is known of where it stands. */
export interface MongoDbReadStore extends ExplainingStore {
  readonly database: string
  readonly deployment: Deployment
  /** what a person should look after, so far: indexes that nobody declares any more, tables that could not be sharded */
  readonly notes: () => readonly string[]
}

const PATIENCE = 10_000

const open = async (url: string, options: MongoDbReadStoreOptions): Promise<MongoDbReadStore> => {
  const { patience = PATIENCE, readPreference = 'primary', shardKeys = {}, onTrouble = () => undefined } = options
  const database = databaseNameOf(url, options)
  const first = clientFor(url, patience)
  const where = `the database '${database}' on ${serversOf(first)}`
  const { topology, heard, attend } = watch(where, onTrouble)
  const client = keep(first, { another: () => clientFor(url, patience), attend, patience })
  const unhurried = unhurriedly(() => clientFor(url, patience, { socketTimeoutMS: 0 }), patience)
  const { note, notes } = noteBook(onTrouble)
  try {
    await Promise.race([first.connect(), mistrustOf(first)])
    const seen = topology()
    const deployment = seen === undefined ? 'single server' : deploymentOf(seen)
    const site: Site = { client: client.inUse, unhurried, database, where, patience, deployment, note }
    await claim(site)
    return { ...storeOn(site, { readPreference, shardKeys, heard, end: client.close }), database, deployment, notes }
  } catch (error) {
    await client.close()
    throw new Trouble(failureOf(where, error))
  }
}

/**
 * A read store in a MongoDB database: a replica set, a sharded cluster or a single server. User and password stand in the
 * URL only, and are in no sentence.
 * @errors  NotViews, ViewsTooNew, ViewsReadOnly, ViewsUnavailable; later ViewsFull, DocumentTooLarge and BadQuery too
 * @example openMongoDbReadStore('mongodb://db1,db2,db3/deskledger?replicaSet=rs0')
 */
export const openMongoDbReadStore =
  (url: string, options: MongoDbReadStoreOptions = {}): TE.TaskEither<ViewFailure, MongoDbReadStore> =>
  async () => {
    try {
      return E.right(await open(url, options))
    } catch (error) {
      return E.left(failureOf('MongoDB', error))
    }
  }
