import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { addressOf, folders, start, until } from './running.spec.kit.ts'

const { root, next, remove } = folders()
afterAll(remove)

/** Where not even root can make one. */
const nowhere = existsSync('/proc/self') ? '/proc/none/ledger' : join(root, 'a-file', 'none', 'ledger')

type Row = readonly [what: string, args: readonly string[], env: Readonly<Record<string, string>>, said: RegExp]

const file = join(root, 'a-file')
writeFileSync(file, 'no ledger')

const misused: readonly Row[] = [
  ['nobody who could be let in', [], {}, /^Nobody could be let in: .* --issuer and --audience; .* --dev-tokens\.\n$/],
  ['tokens of its own in production', ['--dev-tokens'], { NODE_ENV: 'production' }, /^Development tokens are not made/],
  ['an issuer without audience', ['--issuer', 'https://login.example'], {}, /^Audience is missing, though the option/],
  ['an audience without issuer', ['--audience', 'deskledger'], {}, /^Issuer is missing, though the option --audience/],
  ['keys without issuer', [], { DESKLEDGER_JWKS_URL: 'https://login.example/keys' }, /^Issuer is missing/],
  [
    'an issuer whose keys anybody could change',
    ['--issuer', 'http://login.example', '--audience', 'deskledger'],
    {},
    /no address that keys may come from/,
  ],
  [
    'an issuer and tokens of its own',
    ['--dev-tokens', '--issuer', 'https://login.example', '--audience', 'deskledger'],
    {},
    /Take one of them/,
  ],
  ['two places', ['--dev-tokens', '--ledger', 'here', '--events', 'a', '--views', 'b'], {}, /names a folder, and /],
  ['half a place', ['--dev-tokens', '--events', 'a'], {}, /A ledger is two stores: set both, or neither/],
  ['nonsense', ['--dev-tokens', '--port', 'http'], {}, /^The option --port sets port: "http" is no whole number/],
  [
    'an option that there is not',
    ['--prot', '1'],
    {},
    /^Unknown option '--prot'\. See what is possible with --help\.\n$/,
  ],
]

const unusable: readonly Row[] = [
  ['a folder that cannot be made', ['--ledger', join(file, 'ledger')], {}, /cannot be made|is a file|cannot be looked/],
  [
    'a folder that nobody can make',
    ['--ledger', nowhere],
    {},
    /cannot be made \((Error: )?E[A-Z]+: .*Name a folder you may write to/,
  ],
  ['a file where a folder should be', ['--ledger', file], {}, /is a file, but a ledger is a folder/],
  ['a folder of other things', ['--ledger', root], {}, /is no ledger: it holds other files/],
  [
    'an address of another machine',
    ['--ledger', next(), '--host', '192.0.2.1', '--port', '0'],
    {},
    /has no such address/,
  ],
]

const named = (rows: readonly Row[]) => rows.map(([what, ...rest]) => [what, rest] as const)

describe('the program', () => {
  it.each(named(misused))('does not begin with %s', async (_, [args, env, said]) => {
    const { ended, out, err } = start(args, env)
    expect(await ended).toBe(2)
    expect(err()).toMatch(said)
    expect(out()).toBe('')
  })
  it.each(named(unusable))('ends at once on %s, with one sentence', async (_, [args, env, said]) => {
    const { ended, err } = start(['--dev-tokens', '--log-level', 'silent', ...args], env)
    expect(await ended).toBe(3)
    expect(err()).toMatch(said)
    expect(err().trim().split('\n')).toHaveLength(1)
  })
  it('ends on a port that another program has', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await until(() => server.listening)
    const { port } = server.address() as AddressInfo
    const { ended, err } = start(['--dev-tokens', '--ledger', next(), '--port', String(port)])
    expect(await ended).toBe(3)
    server.close()
    expect(err()).toBe(
      `The API cannot be served at port ${port} of 127.0.0.1: another program uses it. Give another with --port, 0 for any that is free, or with --host.\n`,
    )
  })
  it('ends within ten seconds where stores do not answer, and shows no password', async () => {
    const env = {
      DESKLEDGER_EVENTS: 'esdb://ann:hunter2@127.0.0.1:1?tls=false',
      DESKLEDGER_VIEWS: 'mongodb://ann:hunter2@127.0.0.1:1/x',
    }
    const { ended, out, err } = start(['--dev-tokens'], env)
    const began = performance.now()
    expect(await ended).toBe(3)
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(err()).toMatch(/127\.0\.0\.1:1/)
    expect(out() + err()).not.toContain('hunter2')
  })
  it('prints settings without secrets, also where nobody could be let in', async () => {
    const { ended, out } = start(['--print-settings'], {
      DESKLEDGER_EVENTS: 'esdb://ann:hunter2@log.example',
      DESKLEDGER_VIEWS: 'views.db',
    })
    expect(await ended).toBe(0)
    expect(out()).toMatch(/^events +esdb:\/\/\*\*\*@log\.example {2}\(the environment variable DESKLEDGER_EVENTS\)$/m)
    expect(out()).not.toContain('hunter2')
  })
  it('prints help and version', async () => {
    const help = start(['--help'])
    expect([await help.ended, help.out().includes('--dev-tokens')]).toEqual([0, true])
    const version = start(['--version'])
    expect([await version.ended, version.out()]).toEqual([0, '0.1.0\n'])
  })
})

/** A line of curl as what it asks: words, and texts in single quotes. */
const requestOf = (line: string): readonly [url: string, request: RequestInit] => {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
  const after = (flag: string) => words.flatMap((word, at) => (word === flag ? [words[at + 1] ?? ''] : []))
  const headers = after('-H').map((header) => header.split(': ') as [string, string])
  const [body] = after('-d')
  const url = words.find((word) => word.startsWith('http')) ?? ''
  return [url, body === undefined ? { headers } : { method: 'POST', headers, body }]
}

describe('a first run', () => {
  it('prints an address, a token for each role, and three requests that work; then stops in order', async () => {
    const running = start(['--dev-tokens', '--ledger', next(), '--port', '0'])
    const url = await addressOf(running)
    await until(() => running.err().includes('/v1/incidents'))
    await until(async () => (await fetch(`${url}/health/ready`)).status === 200)
    expect(running.err()).toMatch(/^WARNING: /)
    const lines = running
      .err()
      .split('\n')
      .filter((line) => line.startsWith('curl '))
    expect(lines).toHaveLength(3)
    const answers: Response[] = []
    for (const line of lines) answers.push(await fetch(...requestOf(line)))
    expect(answers.map(({ status }) => status)).toEqual([200, 201, 200])
    expect(await answers[2]?.json()).toMatchObject({ rows: [{ incidentId: 'INC0000001', summary: 'Mail is down' }] })
    const [token = ''] = /eyJ\S+\.\S+\.[\w-]+/.exec(running.err()) ?? []
    expect(token.length).toBeGreaterThan(100)
    expect(await running.stop()).toBe(0)
    expect(running.out()).not.toMatch(/eyJ|Bearer/)
    expect(running.out()).toContain('"commands":["RaiseIncident"],"outcome":"done","status":201')
    await expect(fetch(`${url}/health/live`)).rejects.toThrow()
  })
  it('answers what it accepted before it stops', async () => {
    const running = start(['--dev-tokens', '--ledger', next(), '--port', '0'])
    const url = await addressOf(running)
    await until(() => running.err().includes('-d '))
    const [, raise = ''] = running
      .err()
      .split('\n')
      .filter((line) => line.startsWith('curl '))
    const asked = Array.from({ length: 20 }, () => fetch(...requestOf(raise)))
    await Promise.race(asked)
    const code = running.stop()
    const answers = await Promise.allSettled(asked)
    expect(await code).toBe(0)
    const statuses = answers.map((one) => (one.status === 'fulfilled' ? one.value.status : 'not taken'))
    expect(new Set(statuses)).toEqual(new Set([201, ...statuses.filter((one) => one === 503 || one === 'not taken')]))
    const done = running
      .out()
      .split('\n')
      .filter((line) => line.includes('"outcome":"done","status":201')).length
    expect(done).toBe(statuses.filter((one) => one === 201).length)
    await expect(fetch(url)).rejects.toThrow()
  })
})
