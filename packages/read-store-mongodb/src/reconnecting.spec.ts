import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { faultProxy, type FaultProxy } from '@deskledger/servers'
import { openMongoDbReadStore } from './index.ts'
import { at, right, serverForSpecs } from './servers.spec.kit.ts'

// A server whose monitor is asked, not told: there a client that is struck is met in every third round or so.
const { running } = serverForSpecs({ standIn: 'mongo-java-server' })

/** Times that all connections are cut; `DESKLEDGER_TEST_CUTS` sets another number. */
const CUTS = Number(process.env['DESKLEDGER_TEST_CUTS'] ?? 12)
const PATIENCE = 5_000
/** milliseconds: a client that is struck shows it within 1.5 s, then another connects; the rest is for a busy machine */
const LONGEST = 4_500
const table = { name: 'queue', generation: 'v1' }

let proxy: FaultProxy
beforeEach(async () => {
  proxy = await faultProxy(new URL(running().url.replace(/^mongodb/, 'http')).host)
})
afterEach(() => proxy.stop())

it(
  'all connections are cut at once, again and again: what is asked next is answered, long before patience ends',
  async () => {
    const url = `mongodb://${proxy.host}/?directConnection=true`
    const store = right(await openMongoDbReadStore(url, { database: running().newDatabase(), patience: PATIENCE })())
    right(await store.prepare(table, [])())
    const waits: number[] = []
    for (let n = 1; n <= CUTS; n++) {
      const write = store.write(table, [{ key: 'k', position: at(n), document: { n } }])
      await pause(550) // the driver looks at once when its last look is half a second old
      const busy = Array.from({ length: 8 }, () => write())
      await pause(n % 3)
      proxy.down()
      await pause((n * 37) % 200)
      proxy.lift()
      const begin = performance.now()
      while (E.isLeft(await write()));
      waits.push(performance.now() - begin)
      await Promise.all(busy)
    }
    await store.close()
    expect(waits.filter((milliseconds) => milliseconds > LONGEST)).toEqual([])
  },
  60_000 + CUTS * 4 * PATIENCE,
)
