import { openFolder } from '@deskledger/register'
import { speaking } from '../child.ts'
import { orThrow } from '../or-throw.ts'
import { asker } from './programs.ts'
import { raise } from './tickets.ts'

const { given, say, letGo } = speaking(asker)
const { ledger } = orThrow(await openFolder(given.folder, { create: true }))
const stop = new AbortController()
const following = given.follows ? ledger.follow(stop.signal) : undefined

let next = 1
const askAll = async (commands: number): Promise<number> => {
  const end = next + commands
  const caller = async () => {
    while (next < end) orThrow(await ledger.ask(raise(next++)))
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: given.callers }, caller))
  return commands / ((performance.now() - started) / 1000)
}

await askAll(given.warmUp)
say({ rate: await askAll(given.commands) })
stop.abort()
if (following !== undefined) orThrow(await following)
await ledger.close()
await letGo()
