import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import {
  faultProxy,
  mongoDb,
  startEventStoreDouble,
  type EventStoreDouble,
  type FaultProxy,
  type TestMongoDb,
} from '@deskledger/servers'
import { start } from './running.spec.kit.ts'

// The first time they are needed, what stands in for servers is installed.
import.meta.jest.setTimeout(300_000)

let log: EventStoreDouble
let documents: TestMongoDb
let proxy: FaultProxy
/** takes connections, and says nothing */
let mute: Server
const sockets = new Set<Socket>()
const hostOf = (url: string): string => new URL(url).host
beforeAll(async () => {
  ;[log, documents] = await Promise.all([startEventStoreDouble({ tls: true }), mongoDb()])
  proxy = await faultProxy(hostOf(documents.url), { tls: true })
  mute = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1')
  await once(mute, 'listening')
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  mute.close()
  await proxy.stop()
  await Promise.all([log.stop('hard'), documents.stop()])
})

const eventsAt = (host: string): string => `esdb://admin:hunter2@${host}?tls=false`
const viewsAt = (host: string): string => `mongodb://ann:hunter2@${host}/?directConnection=true`
const muteHost = (): string => `127.0.0.1:${(mute.address() as AddressInfo).port}`
const nobody = '127.0.0.1:1'

interface Refused {
  /** default: a server that lets it in */
  readonly events?: () => string
  readonly views?: () => string
  readonly said: RegExp
}

const refused: readonly (readonly [what: string, refused: Refused])[] = [
  [
    'a wrong password of the log',
    { events: () => log.urlFor({ name: 'admin', password: 'hunter2' }), said: /refused the user or the password/ },
  ],
  [
    'a wrong password of the read models',
    { views: () => viewsAt(hostOf(documents.url)), said: /does not let this program in/ },
  ],
  [
    'a log whose certificate is not trusted',
    { events: () => `esdb://admin:hunter2@127.0.0.1:${log.port}`, said: /could not be trusted.*tlsCAFile/ },
  ],
  [
    'read models whose certificate is not trusted',
    { views: () => `${viewsAt(proxy.host)}&tls=true`, said: /certificate.* is not trusted.*tlsCAFile/ },
  ],
  ['a log that is not there', { events: () => eventsAt(nobody), said: /^The log esdb:.*127\.0\.0\.1:1\b.* answer/ }],
  [
    'read models that are not there',
    { views: () => viewsAt(nobody), said: /^The read models mongodb:.*127\.0\.0\.1:1\b.* answer/ },
  ],
  ['a log that says nothing', { events: () => eventsAt(muteHost()), said: /^The log esdb:.* answer/ }],
  ['read models that say nothing', { views: () => viewsAt(muteHost()), said: /^The read models mongodb:.* answer/ }],
]

const begun = async ({ events, views }: Refused) => {
  const env = {
    DESKLEDGER_EVENTS: events?.() ?? log.urlFor({ name: 'admin', password: 'changeit' }),
    DESKLEDGER_VIEWS: views?.() ?? documents.url,
  }
  const began = performance.now()
  const { ended, out, err } = start(['--dev-tokens', '--log-level', 'silent', '--port', '0'], env)
  const code = await ended
  return { code, milliseconds: performance.now() - began, out: out(), err: err() }
}

describe('the program on servers', () => {
  // All at once: most of the time goes by in waiting for what does not answer.
  const ends = new Map<string, ReturnType<typeof begun>>()
  beforeAll(() => {
    for (const [what, one] of refused) ends.set(what, begun(one))
  })
  it.each(refused)('ends on %s with one sentence, within ten seconds', async (what, { said }) => {
    const end = await ends.get(what)
    expect(end?.code).toBe(3)
    expect(end?.milliseconds).toBeLessThan(10_000)
    expect(end?.err).toMatch(said)
    expect(end?.err.trim().split('\n')).toHaveLength(1)
    expect(`${end?.out}${end?.err}`).not.toContain('hunter2')
  })
})
