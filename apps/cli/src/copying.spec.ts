import { createRequire } from 'node:module'
import type sqlite from 'node:sqlite'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventStoreDb, type TestEventStoreDb } from '@deskledger/servers'
import { called } from './testing/captured.ts'

const { DatabaseSync } =
  (process.getBuiltinModule('node:sqlite') as typeof sqlite | undefined) ??
  (createRequire(import.meta.url)('@photostructure/sqlite') as typeof sqlite)

const root = mkdtempSync(join(tmpdir(), 'deskledger-copying-'))
const at = (name: string) => join(root, name)
let server: TestEventStoreDb
beforeAll(async () => {
  server = await eventStoreDb()
  for (const summary of ['One', 'Two']) {
    const raised = [
      'incident',
      'raise',
      '--summary',
      summary,
      '--impact',
      '1',
      '--urgency',
      '1',
      '--ledger',
      at('here'),
    ]
    expect((await called(raised)).code).toBe(0)
  }
}, 60_000)
afterAll(async () => {
  await server.stop()
  rmSync(root, { recursive: true, force: true })
})

const copy = (...typed: string[]) => called(['copy', ...typed])
const exported = async (ledger: string) => (await called(['export', '--ledger', at(ledger)])).out

describe('copy', () => {
  it('takes a ledger from a folder to a server and back, and says what was read back', async () => {
    const there = await copy('--from-events', at('here'), '--to-events', server.url, '--to-name', 'moved')
    expect(there).toMatchObject({ code: 0 })
    expect(there.out).toMatch(/^Copied \d+ events to moved on esdb:/)
    expect(there.out).toMatch(/events read back and found the same, hash by hash\.\n$/)
    const back = ['--from-events', server.url, '--from-name', 'moved', '--to-events', join(at('back'), 'events.db')]
    expect(await copy(...back)).toMatchObject({ code: 0 })
    expect(await exported('back')).toBe(await exported('here'))
    const again = await copy(...back, '--json')
    expect(again.json()).toMatchObject({ repeatedEvents: (await exported('here')).trim().split('\n').length })
  })
  it('refuses a place that holds another ledger, and leaves it as it is', async () => {
    const raised = [
      'incident',
      'raise',
      '--summary',
      'Mine',
      '--impact',
      '1',
      '--urgency',
      '1',
      '--ledger',
      at('other'),
    ]
    expect((await called(raised)).code).toBe(0)
    const before = await exported('other')
    const refused = await copy('--from-events', at('here'), '--to-events', at('other'))
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.err).toContain('The ledger to copy to holds something else: its event 1')
    expect(await exported('other')).toBe(before)
  })
  it('names the event at which a changed ledger stops being in order', async () => {
    const raised = [
      'incident',
      'raise',
      '--summary',
      'Old',
      '--impact',
      '1',
      '--urgency',
      '1',
      '--ledger',
      at('changed'),
    ]
    expect((await called(raised)).code).toBe(0)
    const database = new DatabaseSync(join(at('changed'), 'events.db'))
    database.exec(`UPDATE event SET data = replace(data, 'Old', 'New') WHERE type = 'IncidentRaised'`)
    database.close()
    const refused = await copy('--from-events', at('changed'), '--to-events', server.url, '--to-name', 'changed')
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.err).toMatch(/is not in order: incident-INC0000001 revision 0 does not follow/)
  })
  it('leaves events of others on the same server alone, and verify counts them', async () => {
    const views = ['--views', at('views.db')]
    const others = ['--events', server.url, '--name', 'others', '--views', at('others.db')]
    expect(
      (await called(['incident', 'raise', '--summary', 'X', '--impact', '1', '--urgency', '1', ...others])).code,
    ).toBe(0)
    const own = ['--events', server.url, '--name', 'own', ...views]
    expect(
      (await called(['incident', 'raise', '--summary', 'Y', '--impact', '1', '--urgency', '1', ...own])).code,
    ).toBe(0)
    const { code, out } = await called(['verify', ...own])
    expect(code).toBe(0)
    expect(out).toMatch(/^Verified\. .* \d+ events of other systems in the same store were left out\.\n$/)
    expect((await called(['export', ...own])).out).not.toContain('"X"')
  })
  it.each([
    [['--to-events', 'x'], 'Say which ledger to copy from'],
    [['--from-events', 'x'], 'Say which ledger to copy to'],
    [['--from-events', 'x', '--to-events', 'x'], 'cannot be copied to itself'],
  ])('says what is missing: %j', async (typed, sentence) => {
    const { code, err } = await copy(...typed)
    expect({ code, says: err.includes(sentence) }).toEqual({ code: 2, says: true })
  })
  it('says that there is nothing to copy, and makes nothing', async () => {
    const { code, err } = await copy('--from-events', at('nowhere.db'), '--to-events', at('made.db'))
    expect(code).toBe(3)
    expect(err).toContain('nowhere.db')
    expect([existsSync(at('nowhere.db')), existsSync(at('made.db'))]).toEqual([false, false])
  })
})
