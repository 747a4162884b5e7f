import { MongoClient, type MongoClientOptions, type ReadPreferenceMode, type TopologyDescription } from 'mongodb'
import type { ViewFailure } from '@deskledger/read-store'
import { Trouble } from './troubles.ts'
import type { Deployment, ShardKey } from './site.ts'

export interface MongoDbReadStoreOptions {
  /** default: the one that the URL names, else `deskledger` */
  readonly database?: string
  /** keeps several ledgers apart: its views stand in the database `<database>-<ledger>`; small letters, digits, - and _ */
  readonly ledger?: string
  /** milliseconds until each thing asked of the servers must be answered; default 10,000 */
  readonly patience?: number
  /**
   * Where lists and counts are read; default `primary`. Others may give what stood a while ago. What projections read,
   * by key, and the generation that is live, always come from the primary.
   */
  readonly readPreference?: ReadPreferenceMode
  /** how tables, by name, are spread over the shards of a cluster; default `hashed` */
  readonly shardKeys?: Readonly<Record<string, ShardKey>>
  /** told, in a sentence each, that the connection was lost or is back, and what a person should look after */
  readonly onTrouble?: (sentence: string) => void
}

/** What is wrong with a URL, or with a name; only a person can mend it. */
const wrong = (message: string): Trouble => new Trouble({ type: 'NotViews', message } satisfies ViewFailure)

/** Names of MongoDB's own databases, and what it forbids in names. @source https://www.mongodb.com/docs/manual/reference/limits/ */
const FORBIDDEN = /[/\\. "$*<>:|?\0]|^(admin|local|config)$|^$/u
const MOST_BYTES = 63

const withoutCredentials = (text: string, url: string): string => {
  const [, credentials = ''] = /^[^:]*:\/\/([^/?]*)@/.exec(url) ?? []
  const secrets = [credentials, ...credentials.split(':')].flatMap((secret) => [secret, tryDecoded(secret)])
  return secrets.filter((secret) => secret !== '').reduce((safe, secret) => safe.replaceAll(secret, '***'), text)
}
const tryDecoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Milliseconds between two looks at a server: the least that the driver takes, and what it takes by itself. */
const LEAST_PAUSE = 500
const MOST_PAUSE = 10_000

/** Writes are acknowledged by a majority, in their journals; what is read is what a majority has. */
const settingsOf = (patience: number): MongoClientOptions => ({
  appName: 'deskledger',
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: patience },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  retryWrites: true,
  retryReads: true,
  serverSelectionTimeoutMS: patience,
  connectTimeoutMS: patience,
  heartbeatFrequencyMS: Math.min(Math.max(patience, LEAST_PAUSE), MOST_PAUSE),
  waitQueueTimeoutMS: patience,
  socketTimeoutMS: patience,
})

/**
 * A client for this URL, not connected yet.
 * @throws  Trouble: what is wrong with the URL, without user and password
 */
export const clientFor = (url: string, patience: number, more: MongoClientOptions = {}): MongoClient => {
  try {
    return new MongoClient(url, { ...settingsOf(patience), ...more })
  } catch (error) {
    const reason = withoutCredentials(error instanceof Error ? error.message : String(error), url).replace(
      /[.\s]+$/u,
      '',
    )
    throw wrong(
      `The URL of the read store cannot be used: ${reason}. It must look like mongodb://user:password@host:27017/database?replicaSet=name, with special characters of user and password percent-encoded.`,
    )
  }
}

const namedIn = (url: string): string => tryDecoded(/^[^:]*:\/\/[^/?]*\/([^?]*)/.exec(url)?.[1] ?? '')

/**
 * The name of the database.
 * @throws  Trouble: MongoDB takes no such name
 */
export const databaseNameOf = (url: string, { database, ledger }: MongoDbReadStoreOptions): string => {
  if (ledger !== undefined && !/^[a-z0-9][a-z0-9_-]*$/.test(ledger))
    throw wrong(
      `The ledger '${ledger}' cannot name a database of the read store: it must hold small letters, digits, - and _ only.`,
    )
  const base = database ?? (namedIn(url) || 'deskledger')
  const name = ledger === undefined ? base : `${base}-${ledger}`
  if (FORBIDDEN.test(base) || Buffer.byteLength(name) > MOST_BYTES)
    throw wrong(
      `The read store cannot be in a database '${name}': a name has at most ${MOST_BYTES} bytes, none of / \\ . " $ * < > : | ? and no space, and is not admin, local or config.`,
    )
  return name
}

/** The servers, as a person knows them. */
export const serversOf = (client: MongoClient): string =>
  client.options.srvHost ?? client.options.hosts.map((host) => host.toString()).join(', ')

const writable = new Set(['Standalone', 'RSPrimary', 'Mongos', 'LoadBalancer'])

/** Whether writes can go anywhere. */
export const isWritable = ({ servers }: TopologyDescription): boolean =>
  Array.from(servers.values()).some(({ type }) => writable.has(type))

/** What was connected to. */
export const deploymentOf = ({ servers }: TopologyDescription): Deployment => {
  const types = Array.from(servers.values(), ({ type }) => type)
  if (types.includes('Mongos') || types.includes('LoadBalancer')) return 'sharded cluster'
  return types.some((type) => type.startsWith('RS')) ? 'replica set' : 'single server'
}
