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

type Row = readonly [what: string, events: () => string, views: () => string, said: RegExp]

const refused: readonly Row[] = [
  ['a wrong password of the log', () => admin('hunter2'), viewsUrl, /refused the user or the password/],
  ['a wrong password of the read models', () => admin('changeit'), stranger, /does not let this program in/],
  [
    'a log whose certificate is not trusted',
    () => `esdb://admin:hunter2@127.0.0.1:${log.port}`,
    viewsUrl,
    /could not be trusted.*tlsCAFile/,
  ],
]

describe('the program on servers', () => {
  it.each(refused)('ends on %s with one sentence, within ten seconds', async (_, events, views, said) => {
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
