import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { faultProxy, type FaultProxy, type FaultProxyOptions, type ProxyFault } from './fault-proxy.ts'

/** A server that notes each request and answers it with eight bytes for each of its own. */
const requests: string[] = []
const server = createServer((socket) => {
  socket.on('error', () => undefined)
  socket.on('data', (bytes: Buffer) => {
    requests.push(bytes.toString())
    socket.write(bytes.toString().repeat(8))
  })
})
let proxy: FaultProxy
const sockets: Socket[] = []

const through = async (options?: FaultProxyOptions): Promise<FaultProxy> => {
  proxy = await faultProxy(`127.0.0.1:${(server.address() as AddressInfo).port}`, options)
  return proxy
}
/** What comes back until the connection ends or eight times as much has come. */
const ask = async (request: string): Promise<string> => {
  const socket = connect(Number(proxy.host.split(':')[1]), '127.0.0.1')
  sockets.push(socket)
  socket.write(request)
  let answer = ''
  return new Promise((resolve) => {
    socket.on('error', () => undefined)
    socket.on('data', (bytes: Buffer) => {
      answer += bytes.toString()
      if (answer.length === 8 * request.length) resolve(answer)
    })
    socket.on('close', () => {
      resolve(`${answer}, cut`)
    })
  })
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  requests.length = 0
  await proxy.stop()
})
afterAll(() => {
  server.close()
})

const cuts: readonly (readonly [ProxyFault['what'], answer: string, heard: readonly string[]])[] = [
  ['cut-before', ', cut', []],
  ['cut-after', ', cut', ['b']],
  ['cut-half-way', 'bbbb, cut', ['b']],
]

describe('a proxy that makes faults', () => {
  it('passes all on where no fault is set', async () => {
    await through()
    expect([await ask('a'), await ask('b')]).toEqual(['aaaaaaaa', 'bbbbbbbb'])
    expect(proxy.struck()).toBe(0)
  })
  it.each(cuts)('%s: strikes the request it is meant for, as often as it should', async (what, answer, heard) => {
    await through()
    proxy.set({ what, on: (request) => request.includes('b'), times: 1 })
    expect([await ask('a'), await ask('b')]).toEqual(['aaaaaaaa', answer])
    expect(requests).toEqual(['a', ...heard])
    expect([await ask('b'), proxy.struck()]).toEqual(['bbbbbbbb', 1])
  })
  it.each(['hold', 'hold-answer'] as const)('%s: stands still until the fault is lifted', async (what) => {
    await through()
    proxy.set({ what, times: 1 })
    const late = ask('b')
    while (proxy.struck() === 0) await new Promise(setImmediate)
    expect(await ask('a')).toBe('aaaaaaaa')
    expect(requests.includes('b')).toBe(what === 'hold-answer')
    proxy.lift()
    expect(await late).toBe('bbbbbbbb')
  })
  it('delay: goes on after that time', async () => {
    await through()
    proxy.set({ what: 'delay', milliseconds: 50 })
    const begin = performance.now()
    expect(await ask('b')).toBe('bbbbbbbb')
    expect(performance.now() - begin).toBeGreaterThanOrEqual(49)
  })
  it('down: ends all connections and takes none until the fault is lifted', async () => {
    await through()
    proxy.set({ what: 'hold' })
    const before = ask('b')
    while (proxy.struck() === 0) await new Promise(setImmediate)
    proxy.down()
    expect([await before, await ask('a')]).toEqual([', cut', ', cut'])
    proxy.lift()
    expect(await ask('a')).toBe('aaaaaaaa')
  })
  it('speaks TLS with a certificate that nobody trusts', async () => {
    await through({ tls: true })
    const socket = connectTls({ port: Number(proxy.host.split(':')[1]), host: '127.0.0.1' })
    const [error] = (await once(socket, 'error')) as [Error & { code?: string }]
    expect(error.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  })
})
