import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shownStores } from './place.ts'
import { called, type Surroundings } from './testing/captured.ts'

const folder = mkdtempSync(join(tmpdir(), 'deskledger-place-'))
const before = process.cwd()
beforeAll(() => {
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true, force: true })
})

const stores = (name: string) => ({ events: join(folder, name, 'log.db'), views: join(folder, name, 'views.db') })
const typed = ({ events, views }: ReturnType<typeof stores>) => ['--events', events, '--views', views]
const raise = ['incident', 'raise', '--summary', 'Mail is down', '--impact', '1', '--urgency', '2']
const env = ({ events, views }: ReturnType<typeof stores>) => ({ DESKLEDGER_EVENTS: events, DESKLEDGER_VIEWS: views })
const settled = (content: object): string => {
  const path = join(folder, 'settings.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}
const told = async (words: readonly string[], around?: Surroundings) => {
  const { code, err } = await called(words, around)
  return { code, err }
}

describe('a ledger of two stores', () => {
  it('is found the same by options before and after the command, environment and settings file', async () => {
    const at = stores('same')
    expect(await called([...raise, ...typed(at)])).toMatchObject({ code: 0, err: '' })
    const file = settled({ ...at, leaseSeconds: 5 })
    const ways: readonly (readonly [readonly string[], Surroundings])[] = [
      [['status', ...typed(at)], {}],
      [[...typed(at), 'status'], {}],
      [['status'], { env: env(at) }],
      [['status'], { env: { DESKLEDGER_SETTINGS: file } }],
      [['status', '--settings', file], {}],
      [['--settings', file, 'status'], { env: env(stores('elsewhere')), terminal: false }],
    ]
    const outputs = await Promise.all(ways.slice(0, 5).map(([words, around]) => called(words, around)))
    for (const { code, out, err } of outputs) {
      expect([code, err]).toEqual([0, ''])
      expect(out).toBe(outputs[0]?.out)
    }
    expect(outputs[0]?.out).toContain(`Ledger ${at.events} and ${at.views}: the last event is at position`)
  })
  it('is named in answers', async () => {
    const at = stores('named')
    expect((await called([...raise, ...typed(at)])).code).toBe(0)
    const place = `${at.events} and ${at.views}`
    expect((await told(['show', 'INC0000009', ...typed(at)])).err).toContain(`no incident INC0000009 in ${place}.`)
    expect((await told(['export', '--stream', 'x', ...typed(at)])).err).toContain(`no stream x in ${place}.`)
  })
  it('is named before a command that has options of these names for itself', async () => {
    const at = stores('own')
    expect((await called([...raise, ...typed(at)])).code).toBe(0)
    const attach = ['incident', 'attach-file', 'INC0000001', '--name', 'log.txt', '--media-type', 'text/plain']
    const more = ['--size', '3', '--sha256', 'a'.repeat(64)]
    expect(await called([...typed(at), ...attach, ...more])).toMatchObject({ code: 0, err: '' })
    expect((await told([...typed(at), '--name', 'desk', ...attach, ...more])).err).toContain('The name desk, set by')
    const stored = await called(['history', 'INC0000001', ...typed(at), '--stored'])
    expect(stored.out).toContain('IncidentRaised')
    expect((await called([...typed(at), 'history', 'INC0000001', '--events'])).out).toBe(stored.out)
  })
  it('gives way to a folder that is typed', async () => {
    expect((await called([...raise, '--ledger', 'typed'], { env: env(stores('unused')) })).code).toBe(0)
    expect((await called(['status', '--ledger', 'typed'], { env: env(stores('unused')) })).out).toContain(
      'Ledger typed:',
    )
  })
  it('is not begun by a command that only looks', async () => {
    expect(await told(['list', 'incident-queue', ...typed(stores('nowhere'))])).toEqual({
      code: 3,
      err: expect.stringContaining('There is no ledger at ') as string,
    })
  })
})

describe('what does not go together', () => {
  it.each([
    [['--ledger', 'x', '--events', 'e.db'], /^--ledger names a folder, and --events another place\. Use /],
    [['--ledger', 'x', '--name', 'n', '--settings', 's'], /^--ledger names a folder, and --name, --settings another/],
    [['--events', 'e.db'], /^views is missing, though the option --events sets events\. /],
    [['--views', 'v.db'], /^events is missing, though the option --views sets views\. /],
    [['--name', 'desk'], /^The name desk, set by the option --name, means nothing here: /],
    [
      ['--name', 'Desk', '--events', 'https://x', '--views', 'v'],
      /^2 settings are wrong:\nThe option --events sets .*\nThe/,
    ],
    [['--settings', 'nowhere.json'], /^The settings file nowhere\.json, named by --settings, cannot be read/],
  ])('%j is told in a sentence, with exit code 2', async (words, sentence) => {
    const { code, err } = await told(['status', ...words])
    expect(code).toBe(2)
    expect(err).toMatch(sentence)
  })
  it('is told to programs as a list', async () => {
    const { err } = await told(['status', '--json', '--events', 'https://x', '--views', 'esdb://x'])
    expect(JSON.parse(err)).toMatchObject({
      error: { type: 'Usage', mistakes: [expect.any(String) as string, expect.any(String) as string] },
    })
  })
  it('is told of a file and of the environment as well', async () => {
    const path = settled({ event: 'e.db' })
    expect((await told(['status', '--settings', path])).err).toContain('Did you mean "events"?')
    expect((await told(['status'], { env: { DESKLEDGER_VIEWS: 'v.db' } })).err).toContain(
      'the environment variable DESKLEDGER_VIEWS sets views',
    )
  })
  it('warns of a variable that nothing reads, beside the result', async () => {
    const at = stores('warned')
    await called([...raise, ...typed(at)])
    const stray = { ...env(at), DESKLEDGER_VIEW: 'x' }
    expect(await called(['parked'], { env: stray })).toMatchObject({
      code: 0,
      err: 'Nothing reads the environment variable DESKLEDGER_VIEW. Did you mean DESKLEDGER_VIEWS?\n',
    })
    expect((await called(['parked', '--json'], { env: stray })).err).toBe('')
  })
  it('does not concern a command that opens no ledger', async () => {
    expect((await called(['metrics'], { env: { DESKLEDGER_VIEWS: 'v.db' } })).code).toBe(0)
  })
})

describe('secrets of connection strings', () => {
  it('are not shown with the place of a ledger', () => {
    const at = { events: 'esdb://ann:hun@ter/2@log.example?tls=false', views: 'mongodb://bob:pw@a:1,b:2/desk?x=y' }
    expect(shownStores(at)).toBe('esdb://***@log.example and mongodb://***@a:1,b:2/desk')
    expect(shownStores({ ...at, name: 'desk' })).toMatch(/^desk on esdb:/)
  })
  it('are not told with a mistake', async () => {
    const secret = 'esbd://ann:hunter2@log.example?tls=false'
    const { err } = await told(['status', '--events', secret, '--views', 'v.db'])
    expect(err).toContain('"esbd://***@log.example?***"')
    expect(err).not.toContain('hunter2')
  })
})

describe('the demonstration on two stores', () => {
  it('does not mix with tickets of somebody, and says where else it may go', async () => {
    const at = stores('taken')
    expect((await called([...raise, ...typed(at)])).code).toBe(0)
    const { code, err } = await told(['demo', ...typed(at)])
    expect(code).toBe(1)
    expect(err).toContain(
      'Name a new ledger with --name where servers hold it, or other stores with --events and --views.',
    )
  })
})
