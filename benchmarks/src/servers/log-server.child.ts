import { eventStoreDb } from '@deskledger/servers'
import { letGo, say } from './child.ts'

/** The server of a log, outside of what is measured: by URL, in Docker, or the double in this process. */
export interface LogServer {
  readonly kind: 'url' | 'docker' | 'double'
  readonly version: string
  readonly url: string
}

const { kind, version, url, stop } = await eventStoreDb()
const server: LogServer = { kind, version, url }
say(server)
await letGo()
await stop()
process.exit(0)
