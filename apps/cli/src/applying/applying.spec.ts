import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { called, type Surroundings } from '../testing/captured.ts'

const root = mkdtempSync(join(tmpdir(), 'deskledger-applying-'))
const examples = fileURLToPath(new URL('../../../../examples/service-levels/', import.meta.url))
const files = readdirSync(examples)
  .filter((name) => /\.(yaml|json)$/.test(name))
  .map((name) => join(examples, name))

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const inLedger = (name: string) => {
  const folder = join(root, name)
  const cli = (typed: readonly string[], around?: Surroundings) => called([...typed, '--ledger', folder], around)
  const events = async (): Promise<
    readonly { readonly stream: string; readonly type: string; readonly data: unknown }[]
  > => {
    const { out } = await cli(['export'])
    const lines = out.split('\n').filter((line) => line !== '')
    return lines
      .map((line) => JSON.parse(line) as { stream?: string; type: string; data: unknown })
      .flatMap((line) => (line.stream === undefined ? [] : [{ ...line, stream: line.stream }]))
  }
  return { folder, cli, events }
}

const file = (name: string, text: string): string => {
  const path = join(root, name)
  writeFileSync(path, text)
  return path
}
const calendar = `kind: business-calendar
id: office
name: Office
timeZone: Europe/Berlin
weekly: { mon: ['09:00-17:00'] }
`
const agreement = (id: string): string => `kind: agreement
id: ${id}
type: SLA
name: Mail
calendar: office
targets: [{ ticket: incident, resolve: 8h }]
agreed: { provider: ada, customer: carol }
inForce: { from: 2025-04-01 }
`

interface Told {
  readonly dryRun: boolean
  readonly steps: readonly {
    readonly stream: string
    readonly commands: readonly {
      readonly commandId: string
      readonly command: { readonly by: string; readonly at: string }
    }[]
    readonly events?: readonly { readonly type: string }[]
  }[]
  readonly unchanged: readonly string[]
}

describe('the examples', () => {
  const { folder, cli, events } = inLedger('examples')
  it('are shown in a dry run, which makes no ledger', async () => {
    const { code, out, err } = await cli(['apply', ...files, '--dry-run'])
    expect([code, err]).toStrictEqual([0, ''])
    expect(out).toContain('Nothing was written. 14 commands for 5 streams would be asked:')
    expect(out).toContain('  DefineCalendar  Berlin office, Europe/Berlin, mon tue wed thu fri, 32 holidays')
    expect(out.indexOf('business-calendar-around-the-clock')).toBeLessThan(out.indexOf('agreement-'))
    expect(existsSync(folder)).toBe(false)
  })
  it('apply, and are in force', async () => {
    const planned = (await cli(['apply', ...files, '--dry-run', '--json'])).json() as Told
    const { code, json, err } = await cli(['apply', ...files, '--json'])
    expect([code, err]).toStrictEqual([0, ''])
    const done = json() as Told
    expect(done.steps.map(({ stream, commands }) => [stream, commands])).toStrictEqual(
      planned.steps.map(({ stream, commands }) => [stream, commands]),
    )
    expect([planned.dryRun, done.dryRun]).toStrictEqual([true, false])
    const listed = (await cli(['list', 'agreements-in-force', '--json'])).out
    for (const id of ['mail-gold', 'mail-hosting', 'network-ola']) expect(listed).toContain(`"${id}"`)
  })
  it('are there already when they are applied again', async () => {
    const before = await events()
    const { code, out } = await cli(['apply', ...files])
    expect([code, out.split('\n')[0]]).toStrictEqual([0, 'Nothing to do: nothing was added.'])
    expect(await events()).toStrictEqual(before)
    expect(before).toHaveLength(14)
    expect((await cli(['verify'])).code).toBe(0)
  })
  it('are changed in a file, and only that is asked', async () => {
    const text = readFileSync(join(examples, 'network-ola.yaml'), 'utf8').replace('resolve: 6h', 'resolve: 5h')
    const changed = file('network-ola.yaml', text.replace('2025-01-01', '2026-01-01'))
    const { json } = await cli(['apply', changed, '--json'])
    const [step, ...more] = (json() as Told).steps
    expect(more).toStrictEqual([])
    expect(step?.events?.map(({ type }) => type)).toStrictEqual([
      'TermsProposed',
      'TermsAccepted',
      'AgreementBroughtIntoForce',
    ])
  })
})

describe('the page about it', () => {
  const page = readFileSync(new URL('../../../../docs/how-to/write-service-levels.md', import.meta.url), 'utf8')
  const shown = [...page.matchAll(/<!-- the example: examples\/service-levels\/(\S+) -->\n\n```yaml\n([^]*?)^```$/gm)]
  it.each(shown.map(([, name = '', text = '']) => [name, text]))('shows %s as it is', (name, text) => {
    expect(text).toBe(readFileSync(join(examples, name), 'utf8'))
  })
  it('shows a calendar and an agreement', () => {
    expect(shown.map(([, name]) => name)).toStrictEqual(['calendars.yaml', 'mail-gold.yaml'])
  })
})

describe('files with mistakes', () => {
  it('are told, all of them with line and column, and change nothing', async () => {
    const { folder, cli } = inLedger('mistakes')
    const bad = file(
      'bad.yaml',
      calendar.replace('Europe/Berlin', 'Mars/Olympus').replace('09:00-17:00', '22:00-06:00'),
    )
    const worse = file('worse.yaml', agreement('a').replace('8h', '0h').replace('Mail', '1'))
    const { code, out, err } = await cli(['apply', bad, worse])
    expect([code, out]).toStrictEqual([2, ''])
    const lines = err.trim().split('\n')
    expect(lines[0]).toBe('4 things are wrong; nothing was changed:')
    expect(lines.slice(1).map((line) => line.split(': ')[0])).toStrictEqual([
      `${bad}:4:11`,
      `${bad}:5:17`,
      `${worse}:4:7`,
      `${worse}:6:40`,
    ])
    expect(existsSync(folder)).toBe(false)
  })
  it('are told as JSON', async () => {
    const { cli } = inLedger('mistakes')
    const { code, err } = await cli(['apply', '-', '--json'], { stdin: 'kind: service\n' })
    expect(code).toBe(2)
    expect(JSON.parse(err)).toMatchObject({
      error: { type: 'BadFiles', mistakes: [{ file: '-', line: 1, column: 7, pointer: '/kind' }] },
    })
  })
  it('leave a ledger that is there as it was, also where only one of them is wrong', async () => {
    const { cli, events } = inLedger('one-of-them')
    await cli(['apply', file('calendar.yaml', calendar)])
    const before = await events()
    const { code, err } = await cli(['apply', file('a.yaml', agreement('a')), file('b.yaml', agreement('b'))])
    expect(code).toBe(2)
    expect(err).toContain('would say what others in force say for the same tickets')
    expect(await events()).toStrictEqual(before)
  })
})

describe('apply', () => {
  it('takes several documents from standard input, and says who and when', async () => {
    const { cli, events } = inLedger('stdin')
    const stdin = `${calendar}---\n${agreement('a')}`
    const { code } = await cli(['apply', '-', '--by', 'bob', '--at', '2025-03-01T09:30Z'], { stdin })
    expect(code).toBe(0)
    for (const { data } of await events()) expect(data).toMatchObject({ by: 'bob', at: '2025-03-01T09:30:00.000Z' })
    expect((await events()).map(({ stream }) => stream)).toHaveLength(5)
  })
  it('comes to the same when two run at once', async () => {
    const { cli, events } = inLedger('two')
    const both = [file('two.yaml', calendar), file('two-a.yaml', agreement('a'))]
    await cli(['apply', file('first.yaml', calendar.replace('id: office', 'id: first'))])
    const runs = await Promise.all([cli(['apply', ...both]), cli(['apply', ...both])])
    expect(runs.map(({ code }) => code)).toStrictEqual([0, 0])
    expect(await events()).toHaveLength(6)
  })
  it('that is interrupted says so, and goes on when it is run again', async () => {
    const { cli, events } = inLedger('interrupted')
    const both = [file('int.yaml', calendar), file('int-a.yaml', agreement('a'))]
    await cli(['apply', file('first.yaml', calendar.replace('id: office', 'id: first'))])
    const stop = new AbortController()
    stop.abort()
    const { code, err } = await cli(['apply', ...both], { interrupted: stop.signal })
    expect(code).toBe(130)
    expect(err).toContain('Not done: business-calendar-office, agreement-a. Run the same command again')
    expect((await cli(['apply', ...both])).code).toBe(0)
    expect(await events()).toHaveLength(6)
  })
  it('prints the schema that is published', async () => {
    const { code, json } = await called(['apply', '--schema'])
    const published = new URL('../../../../docs/reference/service-levels.schema.json', import.meta.url)
    expect([code, json()]).toStrictEqual([0, JSON.parse(readFileSync(published, 'utf8'))])
  })
  it('asks for files, and for a name that a person can have', async () => {
    const { cli } = inLedger('nobody')
    expect(await cli(['apply'])).toMatchObject({ code: 2, err: expect.stringContaining('Say which files') as string })
    expect(await cli(['apply', 'x.yaml', '--by', ' '])).toMatchObject({ code: 2 })
  })
})
