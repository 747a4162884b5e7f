import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import {
  decodeSettings,
  printed,
  projectorSettings,
  storeRules,
  storeSettings,
  type Settings,
  type Sources,
} from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'settings-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
let files = 0
const file = (content: unknown): string => {
  const path = join(folder, `${++files}.json`)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

type Projector = typeof projectorSettings
const decoded = (sources: Partial<Sources>) =>
  decodeSettings(projectorSettings, { env: {}, ...sources }, { rules: storeRules })
const good = (sources: Partial<Sources>): Settings<Projector> => {
  const outcome = decoded(sources)
  if (E.isLeft(outcome)) throw new Error(outcome.left.join('\n'))
  return outcome.right
}
const wrong = (sources: Partial<Sources>): readonly string[] => {
  const outcome = decoded(sources)
  return E.isLeft(outcome) ? outcome.left : []
}
const stores = { DESKLEDGER_EVENTS: 'events.db', DESKLEDGER_VIEWS: 'views.db' }

describe('a setting that nobody says', () => {
  it('has its default', () => {
    const { values, origins } = good({ env: stores })
    expect(values).toMatchObject({ leaseSeconds: 15, batch: 1000, healthPort: 8080, lagLimit: 10_000, name: undefined })
    expect(origins.leaseSeconds).toEqual({ from: 'default' })
  })
  it('is a mistake where there is no default', () => {
    expect(wrong({ env: { DESKLEDGER_EVENTS: 'events.db' } })).toEqual([
      expect.stringMatching(/^The setting views is missing: .* --views, DESKLEDGER_VIEWS, DESKLEDGER_VIEWS_FILE or /),
    ])
  })
  it('is one that a variable sets to nothing', () => {
    expect(good({ env: { ...stores, DESKLEDGER_BATCH: '', DESKLEDGER_NAME: '' } }).values.batch).toBe(1000)
  })
  it('gives each worker a name of its own', () => {
    expect(good({ env: stores }).values.workerName).not.toBe(good({ env: stores }).values.workerName)
  })
})

describe('sources', () => {
  const steps: readonly (readonly [string, number, Partial<Sources>])[] = [
    ['a file', 2, { file: file({ batch: 2 }), env: stores }],
    ['the environment', 3, { file: file({ batch: '2' }), env: { ...stores, DESKLEDGER_BATCH: '3' } }],
    [
      'a file named by the environment',
      4,
      {
        file: file({ batch: 2 }),
        env: { ...stores, DESKLEDGER_BATCH: '3', DESKLEDGER_BATCH_FILE: file('4\n') },
      },
    ],
    [
      'what was typed',
      5,
      {
        file: file({ batch: 2 }),
        env: { ...stores, DESKLEDGER_BATCH: '3', DESKLEDGER_BATCH_FILE: file('4') },
        flags: { batch: '5' },
      },
    ],
  ]
  it.each(steps)('win over those before them: %s', (_, batch, sources) => {
    expect(good(sources).values.batch).toBe(batch)
  })
  it('are told with each value', () => {
    const path = file({ held: 7 })
    const secret = file('esdb://ann:hunter2@log.example')
    const { shown } = good({
      file: path,
      env: { DESKLEDGER_EVENTS_FILE: secret, DESKLEDGER_VIEWS: 'views.db' },
      flags: { batch: '5' },
    })
    const text = printed(shown)
    for (const line of [
      `events            esdb://***@log.example  (the file ${secret}, named by DESKLEDGER_EVENTS_FILE)`,
      'views             views.db  (the environment variable DESKLEDGER_VIEWS)',
      'name              (not set)  (the default)',
      'batch             5  (the option --batch)',
      `held              7  (the key "held" of the file ${path})`,
    ])
      expect(text.split('\n')).toContain(line)
    expect(text).not.toContain('hunter2')
  })
  it('include a file that a variable names, unless another one was typed', () => {
    const env = { ...stores, DESKLEDGER_SETTINGS: file({ batch: 8 }) }
    expect(good({ env }).values.batch).toBe(8)
    expect(good({ env, file: file({ batch: 9 }) }).values.batch).toBe(9)
  })
  it('may hold settings of other programs', () => {
    const shared = file({ events: 'e.db', views: 'v.db', leaseSeconds: 5 })
    const alone = { env: {}, file: shared }
    expect(E.isLeft(decodeSettings(storeSettings, alone))).toBe(true)
    expect(decodeSettings(storeSettings, alone, { known: projectorSettings })).toMatchObject({
      right: { values: { events: 'e.db', views: 'v.db', name: undefined } },
    })
  })
})

describe('mistakes', () => {
  it('are told all at once, each with its place, what is allowed and an example', () => {
    const path = file({ evnets: 'x', batch: [], lagLimit: 'far', held: 1.5 })
    const mistakes = wrong({
      file: path,
      env: {
        DESKLEDGER_EVENTS: 'mongodb://ann:hunter2@db.example/x',
        DESKLEDGER_LEASE_SECONDS: '0',
        DESKLEDGER_LOG_LEVEL_FILE: join(folder, 'nowhere'),
        DESKLEDGER_NAME_FILE: file(''),
      },
      flags: { healthPort: '70000', logLevel: 'inf' },
    })
    const forms = [
      /^The settings file .* has the key "evnets", which is no setting\. Did you mean "events"\?$/,
      /^The settings file .* has a list under the key "batch"\. Write a text or a number there/,
      /^The file .*nowhere, named by the environment variable DESKLEDGER_LOG_LEVEL_FILE, cannot be read \(.*ENOENT/,
      /^The file .*, named by the environment variable DESKLEDGER_NAME_FILE, is empty\./,
      /^The environment variable DESKLEDGER_EVENTS sets events: "mongodb:\/\/\*\*\*@db\.example\/x" names MongoDB, .*give it to views\. Allowed: .* such as esdb:\/\//,
      /^The setting views is missing: /,
      /^The environment variable DESKLEDGER_LEASE_SECONDS sets leaseSeconds: "0" is too small\. Allowed: whole seconds from 1 to 3600, such as 15\.$/,
      /^The key "held" of the file .* sets held: "1\.5" is no whole number\./,
      /^The option --health-port sets healthPort: "70000" is too large\./,
      /^The key "lagLimit" of the file .* sets lagLimit: "far" is no whole number\./,
      /^The option --log-level sets logLevel: "inf" is not known \(did you mean "info"\?\)\. Allowed: fatal, /,
    ]
    expect(mistakes).toHaveLength(forms.length)
    for (const form of forms) expect(mistakes).toContainEqual(expect.stringMatching(form))
    expect(mistakes.join('\n')).not.toContain('hunter2')
  })
  it.each([
    ['nothing', '', 'is no JSON'],
    ['a list', [1], 'holds a list'],
    ['null', 'null', 'holds null'],
    ['half of it', '{\n"events": "esdb://ann:hunter2@x",\n"views"', 'is no JSON'],
  ])('of a settings file that holds %s are told without what stands there', (_, content, said) => {
    const [first = ''] = wrong({ file: file(content), env: stores })
    expect(first).toContain(said)
    expect(first).not.toContain('hunter2')
  })
  it('name the settings file that is not there, and who named it', () => {
    const path = join(folder, 'gone.json')
    expect(wrong({ file: path, env: stores })[0]).toContain(`The settings file ${path}, named by --settings, cannot be`)
    expect(wrong({ env: { ...stores, DESKLEDGER_SETTINGS: path } })[0]).toContain('named by DESKLEDGER_SETTINGS')
  })
  it.each([
    ['events', 'esbd://x', 'did you mean esdb://?'],
    ['events', 'https://x', 'which no store here understands'],
    ['events', 'kurrentdb://x', 'write esdb://'],
    ['events', 'esdb://', 'names no server'],
    ['views', 'esdb://x', 'give it to events'],
    ['views', 'mongodb:ann:pw@x', 'without "://"'],
    ['name', 'Help-Desk', 'is no name of a ledger'],
    ['healthHost', 'http://x', 'is no name or address'],
    ['workerName', 'one two', 'is no name of a worker'],
  ])('in %s: "%s" %s', (name, text, said) => {
    expect(wrong({ env: stores, flags: { [name]: text } })).toEqual([expect.stringContaining(said)])
  })
  it('of a connection string without its scheme do not show it', () => {
    expect(wrong({ env: stores, flags: { events: 'esdb:/ann:hunter2@x' } }).join()).not.toContain('hunter2')
  })
})

describe('settings that do not fit each other', () => {
  const pair = (flags: Record<string, string>) =>
    decodeSettings(storeSettings, { env: {}, flags }, { rules: storeRules })
  it('are one store without the other', () => {
    expect(pair({ events: 'e.db' })).toMatchObject({
      left: [expect.stringMatching(/^views is missing, though the op/)],
    })
    expect(pair({ views: 'v.db' })).toMatchObject({ left: [expect.stringMatching(/^events is missing, though /)] })
    expect(E.isRight(pair({}))).toBe(true)
    expect(E.isRight(pair({ events: 'e.db', views: 'v.db' }))).toBe(true)
  })
  it('are a name where nothing holds several ledgers', () => {
    expect(pair({ name: 'x' })).toMatchObject({ left: [expect.stringContaining('and none is named')] })
    expect(pair({ name: 'x', events: 'e.db', views: 'v.db' })).toMatchObject({
      left: [expect.stringContaining('and a file holds one')],
    })
    expect(E.isRight(pair({ name: 'x', events: 'esdb://s', views: 'v.db' }))).toBe(true)
  })
})

describe('a variable that nothing reads', () => {
  it('is a warning where it is nearly one of ours, and nothing where it is not', () => {
    const env = {
      ...stores,
      DESKLEDGER_LEASE_SECOND: '3',
      DESKLEDGER_PORT_8080_TCP: 'tcp://10.0.0.1:8080',
      DESKLEDGER_TEST_VIEWS: 'x',
    }
    expect(good({ env }).warnings).toEqual([
      'Nothing reads the environment variable DESKLEDGER_LEASE_SECOND. Did you mean DESKLEDGER_LEASE_SECONDS?',
    ])
  })
})
