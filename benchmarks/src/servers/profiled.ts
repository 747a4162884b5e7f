import type { Db, Document } from 'mongodb'
import { planIn, queryIn, type QueryPlan } from './plans.ts'

const PROFILE = 'system.profile'
/** Bytes: the queries of all lists fit. */
const SIZE = 64 * 1024 * 1024

/**
 * The plan of every query that a task asks of a database, each explained as it was asked. Whoever runs this may profile;
 * routers of a sharded cluster do not.
 * @throws what the server says where it does not profile or explain
 */
export const plansOf = async (database: Db, task: () => Promise<void>): Promise<readonly QueryPlan[]> => {
  await database.command({ profile: 0 })
  await database.collection(PROFILE).drop()
  await database.createCollection(PROFILE, { capped: true, size: SIZE })
  await database.command({ profile: 2 })
  try {
    await task()
  } finally {
    await database.command({ profile: 0 })
  }
  const asked = await database
    .collection(PROFILE)
    .find({ op: 'query', 'command.find': /^deskledger\./ })
    .toArray()
  const plans: QueryPlan[] = []
  for (const { command } of asked) {
    const explained = await database.command({ explain: queryIn(command as Document), verbosity: 'executionStats' })
    plans.push(planIn(explained))
  }
  return plans
}
