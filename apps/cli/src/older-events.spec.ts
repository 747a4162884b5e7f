import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { called } from './testing/captured.ts'

/** What `export` gave when incidents were raised without a customer. */
const exported = fileURLToPath(new URL('testing/incidents-of-version-1.jsonl', import.meta.url))
const stored = readFileSync(exported, 'utf8')

const folder = mkdtempSync(join(tmpdir(), 'deskledger-older-'))
const cli = (...typed: string[]) => called([...typed, '--ledger', join(folder, 'ledger')])
const ask = (...typed: string[]) => cli('incident', ...typed, '--by', 'ann', '--json')

beforeAll(async () => {
  expect(await cli('import', exported, '--mapping', 'ledger')).toMatchObject({ code: 0 })
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('a ledger of incidents that were raised before they named customers', () => {
  it('exports what it holds byte for byte', async () => {
    expect((await cli('export')).out).toBe(stored)
  })
  it('shows its incidents, now and as they were, without a customer', async () => {
    const now = (await cli('show', 'INC0000001', '--json')).json()
    expect(now).toMatchObject({ status: 'Closed', caller: 'bob', customer: null, service: 'mail' })
    const before = (await cli('show', 'INC0000001', '--as-of', '2025-03-03T09:06Z', '--json')).json()
    expect(before).toMatchObject({ status: 'Assigned', caller: 'carol', customer: null })
  })
  it('lists them among those without a customer', async () => {
    const ids = [{ incidentId: 'INC0000002' }, { incidentId: 'INC0000777' }]
    for (const asOf of [[], ['--as-of', '2025-03-04']]) {
      const listed = await cli(
        'list',
        'incident-queue',
        '--where',
        'customer=null',
        '--sort',
        'reportedAt',
        ...asOf,
        '--json',
      )
      expect(listed.json()).toMatchObject({ rows: ids })
    }
  })
  it('tells the events as they are stored', async () => {
    const [, line = ''] = stored.split('\n')
    const raised = JSON.parse(line) as object
    expect(raised).toMatchObject({ type: 'IncidentRaised', metadata: { schemaVersion: 1 } })
    const { events } = (await cli('history', 'INC0000001', '--stored', '--json')).json() as { events: object[] }
    expect(events[0]).toStrictEqual({ ...raised, position: expect.any(String) as string })
    expect((await cli('history', 'INC0000001', '--stored')).out).toContain('ann raised it: Mail is down')
  })
  it('is found in order, and builds the same read models again', async () => {
    expect((await cli('verify', '--json')).json()).toMatchObject({ ok: true, firstDifference: null })
    const { code, out } = await cli('rebuild', '--json')
    expect(code).toBe(0)
    expect(out).not.toContain('"compared":false')
    expect(out).toContain('"compared":true')
  })
})

describe('an incident raised before', () => {
  it('gets a customer, once, and stays in order', async () => {
    const named = (await ask('correct-customer', 'INC0000002', '--to', 'acme')).json()
    expect(named).toMatchObject({ events: [{ type: 'CustomerCorrected', data: { from: null, to: 'acme' } }] })
    expect((await ask('correct-customer', 'INC0000002', '--to', 'acme')).json()).toMatchObject({ events: [] })
    expect((await cli('list', 'incident-queue', '--where', 'customer=acme', '--json')).json()).toMatchObject({
      rows: [{ incidentId: 'INC0000002', customer: 'acme' }],
    })
    expect((await cli('history', 'INC0000002')).out).toContain('ann changed customer from nothing to acme')
    expect((await cli('export')).out.startsWith(stored)).toBe(true)
    expect((await cli('verify', '--json')).json()).toMatchObject({ ok: true })
  })
  it('stands beside one that is raised with its customer', async () => {
    const raised = ['--summary', 'Fax is out', '--impact', '3', '--urgency', '3', '--customer', 'acme']
    expect((await ask('raise', 'INC0000900', ...raised)).json()).toMatchObject({
      events: [{ type: 'IncidentRaised', data: { customer: 'acme' } }],
    })
    const { events } = (await cli('history', 'INC0000900', '--stored', '--json')).json() as { events: object[] }
    expect(events).toMatchObject([{ metadata: { schemaVersion: 2 } }])
  })
})
