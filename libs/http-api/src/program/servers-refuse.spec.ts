import { mongoDb, startEventStoreDouble, type EventStoreDouble, type TestMongoDb } from '@deskledger/servers'
import { start } from './running.spec.kit.ts'

// The first time they are needed, what stands in for servers is installed.
import.meta.jest.setTimeout(300_000)

let log: EventStoreDouble
let documents: TestMongoDb
beforeAll(async () => {
  const started = await Promise.all([startEventStoreDouble({ tls: true }), mongoDb()])
  log = started[0]
  documents = started[1]
})
afterAll(async () => {
  await Promise.all([log.stop('hard'), documents.stop()])
})

const admin = (password: string): string => log.urlFor({ name: 'admin', password })
const viewsUrl = (): string => documents.url
const stranger = (): string => `mongodb://ann:hunter2@${new URL(documents.url).host}/?directConnection=true`

interface Refused {
  readonly events: () => string
  readonly views: () => string
  readonly said: RegExp
}

const refused: readonly (readonly [what: string, refused: Refused])[] = [
  [
    'a wrong password of the log',
    { events: () => admin('hunter2'), views: viewsUrl, said: /refused the user or the password/ },
  ],
  [
    'a wrong password of the read models',
    { events: () => admin('changeit'), views: stranger, said: /does not let this program in/ },
  ],
  [
    'a log whose certificate is not trusted',
    {
      events: () => `esdb://admin:hunter2@127.0.0.1:${log.port}`,
      views: viewsUrl,
      said: /could not be trusted.*tlsCAFile/,
    },
  ],
]

describe('the program on servers', () => {
  it.each(refused)('ends on %s with one sentence, within ten seconds', async (_, { events, views, said }) => {
    const env = { DESKLEDGER_EVENTS: events(), DESKLEDGER_VIEWS: views() }
    const began = performance.now()
    const { ended, out, err } = start(['--dev-tokens', '--log-level', 'silent', '--port', '0'], env)
    expect(await ended).toBe(3)
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(err()).toMatch(said)
    expect(err().trim().split('\n')).toHaveLength(1)
    expect(out() + err()).not.toContain('hunter2')
  })
})
