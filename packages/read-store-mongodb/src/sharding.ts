import { MongoServerError, type IndexDescription } from 'mongodb'
import { within } from './patience.ts'
import type { ShardKey, Site } from './site.ts'

/**
 * Only the key itself, or its hash: a shard checks `_id` among its own documents alone, so under another shard key two
 * writers could bring two documents of one key, and no guard would hold.
 * @source https://www.mongodb.com/docs/manual/core/sharding-shard-key/, "Unique Indexes"
 */
const keys = { hashed: { _id: 'hashed' }, ranged: { _id: 1 } } as const

const isSharded = ({ deployment }: Site, shardKey: ShardKey): shardKey is keyof typeof keys =>
  deployment === 'sharded cluster' && shardKey !== 'none'

/** The index that a shard key needs besides those that every table has. */
export const shardIndexes = (site: Site, shardKey: ShardKey): readonly IndexDescription[] =>
  isSharded(site, shardKey) && shardKey === 'hashed' ? [{ name: '_id_hashed', key: keys.hashed }] : []

const NOT_ALLOWED = 13

/** Spreads a table over the shards, where there are any; done again, it changes nothing. */
export const shard = async (site: Site, collection: string, shardKey: ShardKey): Promise<void> => {
  if (!isSharded(site, shardKey)) return
  const command = { shardCollection: `${site.database}.${collection}`, key: keys[shardKey] }
  try {
    await within(site.patience, site.client.db('admin').command(command))
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== NOT_ALLOWED) throw error
    site.note(
      `The collection ${site.database}.${collection} stays on one shard: this user may not shard it. Let an administrator run sh.shardCollection('${command.shardCollection}', ${JSON.stringify(command.key)}), or give the user the role clusterManager.`,
    )
  }
}
