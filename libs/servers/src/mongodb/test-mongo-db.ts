/** MongoDB itself, in the order in which it is tried. */
export const REAL = ['url', 'docker', 'mongod'] as const
/** What stands in for it where it cannot be had. */
export const STAND_INS = ['secantusdb', 'mongo-java-server'] as const
export type StandIn = (typeof STAND_INS)[number]

/** What tests run on; in the order in which they are tried where nothing else is said. */
export const KINDS = [...REAL, ...STAND_INS] as const
export type MongoDbKind = (typeof KINDS)[number]

/** A running server for tests. */
export interface TestMongoDb {
  readonly kind: MongoDbKind
  /** as the server says it */
  readonly version: string
  /** without a database */
  readonly url: string
  /** The name of a database that nobody else uses; it is dropped when the server is given back. */
  readonly newDatabase: () => string
  /** Gives the server back: ends it if it was started here. */
  readonly stop: () => Promise<void>
  /** Ends it as a power cut would (SIGKILL); only where what it stored outlives it. */
  readonly kill?: () => Promise<void>
  /** After `kill`: on the same data, under the same URL. */
  readonly startAgain?: () => Promise<void>
}

/** A server as its kind starts it. */
export interface Started {
  readonly url: string
  readonly stop: () => Promise<void>
  readonly kill?: () => Promise<void>
  readonly startAgain?: () => Promise<void>
}

/** Starts a server of one kind. Rejects with `Lacking` when this machine cannot. */
export type Start = () => Promise<Started>

/** What a kind of server lacks on this machine, in words. */
export class Lacking extends Error {}
