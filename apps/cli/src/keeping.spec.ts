import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import type sqlite from 'node:sqlite'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { called } from './testing/captured.ts'

const { DatabaseSync } =
  (process.getBuiltinModule('node:sqlite') as typeof sqlite | undefined) ??
  (createRequire(import.meta.url)('@photostructure/sqlite') as typeof sqlite)

/** A program that takes the write lock of a ledger and keeps it. */
const HOLD = `
const { DatabaseSync } = process.getBuiltinModule('node:sqlite') ?? require('@photostructure/sqlite')
const database = new DatabaseSync(process.argv[1])
database.exec('BEGIN IMMEDIATE')
console.log('held')
setInterval(() => database.isOpen, 1000)`

const folder = mkdtempSync(join(tmpdir(), 'deskledger-keeping-'))
const cli = (ledger: string, ...typed: string[]) => called([...typed, '--ledger', join(folder, ledger)])
const tamper = (ledger: string, file: string, sql: string): void => {
  const database = new DatabaseSync(join(folder, ledger, file))
  database.exec(sql)
  database.close()
}
const filled = async (ledger: string): Promise<void> => {
  for (const summary of ['One', 'Two', 'Three'])
    expect((await cli(ledger, 'incident', 'raise', '--summary', summary, '--impact', '1', '--urgency', '1')).code).toBe(
      0,
    )
  expect((await cli(ledger, 'incident', 'assign', 'INC0000002', '--group', 'Desk')).code).toBe(0)
}

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('verify, rebuild, parked and status', () => {
  it('find a ledger in order', async () => {
    await filled('fine')
    expect((await cli('fine', 'verify', '--json')).json()).toMatchObject({ ok: true, firstDifference: null })
    const { code, out } = await cli('fine', 'rebuild')
    expect(code).toBe(0)
    expect(out).toContain('the same as the build before, byte for byte')
    expect((await cli('fine', 'rebuild', 'nope')).code).toBe(2)
    expect((await cli('fine', 'parked', '--json')).json()).toEqual({ parked: [] })
    expect((await cli('fine', 'parked', 'retry')).out).toBe('Nothing is parked any more.\n')
    expect((await cli('fine', 'parked', 'nope')).code).toBe(2)
    expect((await cli('fine', 'status')).out).toContain('incident-details')
    expect((await cli('fine', 'verify')).out).toMatch(/^Verified\./)
  })

  it.each([
    ['a changed byte', `UPDATE event SET data = replace(data, 'Two', 'Twp') WHERE stream = 'incident-INC0000002'`],
    ['a deleted event', `DELETE FROM event WHERE stream = 'incident-INC0000002' AND revision = 0`],
    ['a deleted last event', `DELETE FROM event WHERE stream = 'incident-INC0000002' AND revision = 1`],
  ])('name stream and revision of %s', async (what, sql) => {
    await filled(what)
    tamper(what, 'events.db', sql)
    const { code, json } = await cli(what, 'verify', '--json')
    expect(code).toBe(1)
    const difference = { stream: 'incident-INC0000002', revision: expect.any(Number) as number }
    expect(json()).toMatchObject({ ok: false, firstDifference: difference })
    expect((await cli(what, 'verify')).out).toMatch(/First difference: Stream incident-INC0000002, revision \d+: /)
  })

  it('tells a ledger of a newer program', async () => {
    await filled('newer')
    tamper('newer', 'events.db', 'PRAGMA user_version = 99')
    const { code, err } = await cli('newer', 'status', '--json')
    expect(code).toBe(3)
    expect(JSON.parse(err)).toMatchObject({ error: { type: 'LedgerTooNew' } })
  })

  it('tells a ledger that others hold for too long', async () => {
    await filled('held')
    const holder = spawn(process.execPath, ['-e', HOLD, join(folder, 'held', 'events.db')], {
      cwd: import.meta.dirname,
    })
    await once(holder.stdout, 'data')
    const { code, err } = await cli('held', 'incident', 'unassign', 'INC0000002')
    holder.kill()
    await once(holder, 'exit')
    expect(code).toBe(3)
    expect(err).toContain('held by another program for more than 5 s')
  })
})
