import { MongoServerError, type Document, type IndexDescription } from 'mongodb'
import { within } from './patience.ts'
import type { ShardKey, Site } from './site.ts'

/**
 * Only the key itself, or its hash: a shard checks `_id` among its own documents alone, so under another shard key two
 * writers could bring two documents of one key, and no guard would hold.
 * @source https://www.mongodb.com/docs/manual/core/sharding-shard-key/, "Unique Indexes"
 */
const keys = { hashed: { _id: 'hashed' }, ranged: { _id: 1 } } as const

const NOT_ALLOWED = 13

/** Gives the servers an administrator's command. */
export type Send = (command: Document) => Promise<unknown>

const sender =
  ({ client, patience }: Site): Send =>
  (command) =>
    within(patience, client().db('admin').command(command))

/** How tables are spread over shards, where there are any. */
export const shardingOf = (site: Site, send: Send = sender(site)) => {
  const isSharded = (shardKey: ShardKey): shardKey is keyof typeof keys =>
    site.deployment === 'sharded cluster' && shardKey !== 'none'
  return {
    /** What a shard key needs besides the indexes that every table has. */
    indexes: (shardKey: ShardKey): readonly IndexDescription[] =>
      isSharded(shardKey) && shardKey === 'hashed' ? [{ name: '_id_hashed', key: keys.hashed }] : [],
    /** Spreads a table; done again, it changes nothing. */
    spread: async (collection: string, shardKey: ShardKey): Promise<void> => {
      if (!isSharded(shardKey)) return
      const namespace = `${site.database}.${collection}`
      try {
        await send({ shardCollection: namespace, key: keys[shardKey] })
      } catch (error) {
        if (!(error instanceof MongoServerError) || error.code !== NOT_ALLOWED) throw error
        site.note(
          `The collection ${namespace} stays on one shard: this user may not shard it. Let an administrator run sh.shardCollection('${namespace}', ${JSON.stringify(keys[shardKey])}), or give the user the role clusterManager.`,
        )
      }
    },
  }
}
