import { openAppendLine, type AppendLine } from './append-line.ts'
import { openClient, type LedgerClient } from './client.ts'
import type { Connection } from './connection-string.ts'

/** One client and its call for appends. */
export interface Shared {
  readonly client: LedgerClient
  readonly line: AppendLine
}

interface Counted extends Shared {
  users: number
}

const all = new Map<string, Counted>()

/**
 * The client of a connection string: stores of this process with the same one share it. The last to release it closes
 * it. Clients of different servers do not touch each other: each knows its own pending appends.
 * @throws what reading certificates throws
 */
export const shareClient = (connection: Connection): Shared => {
  const known = all.get(connection.key)
  if (known !== undefined) {
    known.users += 1
    return known
  }
  const client = openClient(connection)
  const made: Counted = { client, line: openAppendLine(client.openAppendCall), users: 1 }
  all.set(connection.key, made)
  return made
}

export const releaseClient = async ({ key }: Connection): Promise<void> => {
  const known = all.get(key)
  if (known === undefined) return
  known.users -= 1
  if (known.users > 0) return
  all.delete(key)
  await known.client.close()
}

/** how many clients there are */
export const countClients = (): number => all.size
