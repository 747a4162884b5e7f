import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { faultProxy } from '@deskledger/servers'
import { openMongoDbReadStore } from './index.ts'
import { at, right, serverForSpecs } from './servers.spec.kit.ts'

const { running } = serverForSpecs({ kind: 'secantusdb' })
const table = { name: 'queue', generation: 'v1' }

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')
/** Bytes that are in use after all that can be freed was freed. */
const used = (): number => {
  if (typeof collect === 'function') Reflect.apply(collect, undefined, [])
  return process.memoryUsage().heapUsed
}
const MEGABYTE = 1024 * 1024

describe('memory', () => {
  it('stays what it is while lists are written and read, connections are lost, and questions are refused', async () => {
    const proxy = await faultProxy(new URL(running().url).host)
    const url = `mongodb://${proxy.host}/?directConnection=true`
    const store = right(await openMongoDbReadStore(url, { database: running().newDatabase(), patience: 300 })())
    right(await store.prepare(table, [{ name: 'n', fields: ['n'] }])())
    const round = async (n: number) => {
      const changes = Array.from({ length: 50 }, (_, i) => ({
        key: `k${i}`,
        position: at(n),
        document: { n, text: 'x'.repeat(2_000) },
      }))
      await store.write(table, changes)()
      await store.find(table, { sort: [{ path: 'n' }], limit: 50 })()
      await store.find(table, { sort: [{ path: 'text' }], limit: 5 })()
      if (n % 4 !== 0) return
      proxy.down()
      await Promise.all([store.read(table, ['k1'])(), store.write(table, changes)(), store.live('m')()])
      proxy.lift()
    }
    const sizes: number[] = []
    for (let n = 1; n <= 60; n++) {
      await round(n)
      if (n % 20 === 0) sizes.push(used())
    }
    const [first = 0, , last = Infinity] = sizes
    expect(last - first).toBeLessThan(4 * MEGABYTE)
    expect(proxy.connections()).toBeLessThan(30)
    await store.close()
    await proxy.stop()
  })
})
