import type { Collection, Db, MongoClient } from 'mongodb'
import type { Stored } from './stored.ts'

/** How one kind of server is reached, and how long it is waited for. */
export type Deployment = 'replica set' | 'sharded cluster' | 'single server'

/** How the documents of a table are spread over shards: by the hash of their key, by its range, or not at all. */
export type ShardKey = 'hashed' | 'ranged' | 'none'

/** Asks something with a client of its own, for as long as it takes. */
export type Unhurried = <A>(ask: (client: MongoClient) => Promise<A>) => Promise<A>

/** A database that is a read store, and the way to it. */
export interface Site {
  /** the one in use: it may be another each time */
  readonly client: () => MongoClient
  /** for building indexes */
  readonly unhurried: Unhurried
  readonly database: string
  /** for people: database and servers, never a user or password */
  readonly where: string
  /** milliseconds for each thing asked of the server */
  readonly patience: number
  readonly deployment: Deployment
  /** tells what a person should know, once each */
  readonly note: (sentence: string) => void
}

export const databaseOf = ({ client, database }: Site): Db => client().db(database)

export const rowsOf = (site: Site, collection: string): Collection<Stored> =>
  databaseOf(site).collection<Stored>(collection)
