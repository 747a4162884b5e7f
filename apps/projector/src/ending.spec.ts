import { createRequire } from 'node:module'
import type sqlite from 'node:sqlite'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { caughtUp, startAppending, until, workshopForSpecs } from './projectors.spec.kit.ts'

const { DatabaseSync } =
  (process.getBuiltinModule('node:sqlite') as typeof sqlite | undefined) ??
  (createRequire(import.meta.url)('@photostructure/sqlite') as typeof sqlite)

import.meta.jest.setTimeout(120_000)

const { shop, start } = workshopForSpecs()
/** Where not even root can make a folder. */
const nowhere = existsSync('/proc/self') ? '/proc/none' : join(import.meta.filename, 'none')
const { newPlace } = shop

const typed = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [shop.program('main'), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  })
  return { status, stdout, stderr }
}

describe('what only a person can mend', () => {
  it('ends it at once, with one sentence', async () => {
    const place = newPlace()
    await startAppending(shop, place, { upTo: 1 }).ended
    const database = new DatabaseSync(place.events)
    database.exec('PRAGMA user_version = 99')
    database.close()
    const one = start(place)
    expect(await one.ended).toEqual({ code: 3, signal: null })
    expect(one.lines.filter(({ level }) => level === 'fatal')).toHaveLength(1)
    expect(one.lines.at(-1)?.message).toMatch(/newer/)
    expect(one.errors()).toBe('')
  })
  it('is another log than the read models were made from', async () => {
    const [place, other] = [newPlace(), newPlace()]
    await startAppending(shop, place, { upTo: 50 }).ended
    const one = start(place)
    await until(() => caughtUp(one))
    await one.stop()
    await startAppending(shop, other, { from: 50, upTo: 100 }).ended
    const two = start({ events: other.events, views: place.views })
    expect(await two.ended).toEqual({ code: 3, signal: null })
    expect(two.lines.at(-1)?.message).toContain('was built from another log')
  })
  it('is a port that another program has', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await until(() => server.listening)
    const { port } = server.address() as AddressInfo
    const one = start(newPlace(), { DESKLEDGER_HEALTH_PORT: String(port) })
    expect(await one.ended).toEqual({ code: 3, signal: null })
    server.close()
    expect(one.lines.at(-1)?.message).toContain(`at port ${port} of 127.0.0.1: another program uses it.`)
  })
  it.each([
    ['a folder that nobody can make', join(nowhere, 'events.db')],
    ['a path below a file', join(import.meta.filename, 'events.db')],
  ])('is %s', async (_, events) => {
    const began = performance.now()
    const one = start({ ...newPlace(), events })
    expect(await one.ended).toEqual({ code: 3, signal: null })
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(one.lines.filter(({ level }) => level === 'fatal').map(({ message }) => message)).toEqual([
      expect.stringContaining(events),
    ])
  })
  it('are mistakes in settings: all at once, and nothing is opened', () => {
    const { status, stdout, stderr } = typed(['--lease-seconds', '0', '--settings', 'nowhere.json'], {
      DESKLEDGER_EVENTS: 'mongodb://ann:hunter2@x',
      DESKLEDGER_LOG_LEVEL: 'loud',
    })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr.split('\n')[0]).toBe('5 settings are wrong:')
    for (const part of ['nowhere.json', 'give it to views', 'The setting views is missing', 'leaseSeconds', '"loud"'])
      expect(stderr).toContain(part)
    expect(stderr).not.toContain('hunter2')
    expect(typed(['--nope'])).toEqual({
      status: 2,
      stdout: '',
      stderr: "Unknown option '--nope'. See what is possible with --help.\n",
    })
  })
})

describe('what is typed', () => {
  it('prints help, version and settings, without secrets', () => {
    expect(typed(['--help'])).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('--lease-seconds') as string,
    })
    expect(typed(['--version'])).toEqual({ status: 0, stderr: '', stdout: '0.1.0\n' })
    const { status, stdout } = typed(['--print-settings', '--batch', '7'], {
      DESKLEDGER_EVENTS: 'esdb://ann:hunter2@log.example?tls=false',
      DESKLEDGER_VIEWS: 'views.db',
    })
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^events +esdb:\/\/\*\*\*@log\.example\?\*\*\* {2}\(the environment variable DESKLEDGER_EVENTS\)$/m,
    )
    expect(stdout).toMatch(/^batch +7 {2}\(the option --batch\)$/m)
    expect(stdout).not.toContain('hunter2')
  })
})
