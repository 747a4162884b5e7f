import { eventStoreDb } from '@deskledger/servers'
import { speaking } from '../child.ts'
import { logServer } from './programs.ts'

const { say, letGo } = speaking(logServer)
const { kind, version, url, stop } = await eventStoreDb()
say({ kind, version, url })
await letGo()
await stop()
process.exit(0)
