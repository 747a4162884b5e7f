import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventStoreDb, mongoDb, type TestEventStoreDb, type TestMongoDb } from '@deskledger/servers'
import { called } from './testing/captured.ts'

import.meta.jest.setTimeout(300_000)

const folder = mkdtempSync(join(tmpdir(), 'deskledger-servers-'))
let log: TestEventStoreDb
let views: TestMongoDb
beforeAll(async () => {
  log = await eventStoreDb()
  views = await mongoDb()
})
afterAll(async () => {
  await log.stop()
  await views.stop()
  rmSync(folder, { recursive: true, force: true })
})

const onDatabase = (url: string, database: string): string => {
  const [base = '', options] = url.split('?')
  return `${base.replace(/\/$/, '')}/${database}${options === undefined ? '' : `?${options}`}`
}
const raise = ['incident', 'raise', '--impact', '1', '--urgency', '2', '--summary']

/** A ledger that nobody else has, and one way to name it. */
const onServers = (name: string) => {
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify({ events: log.url, views: onDatabase(views.url, views.newDatabase()), name }))
  return (...typed: string[]) => called([...typed, '--settings', file])
}

describe('a ledger on servers', () => {
  it('takes commands, answers questions and verifies, as one in a folder does', async () => {
    const cli = onServers('one')
    expect(await cli(...raise, 'Mail is down')).toMatchObject({ code: 0, err: '' })
    expect(await cli('incident', 'assign', 'INC0000001', '--group', 'Desk')).toMatchObject({ code: 0, err: '' })
    expect((await cli('list', 'incident-queue', '--json')).json()).toMatchObject({ rows: [{ group: 'Desk' }] })
    expect((await cli('history', 'INC0000001')).out).toContain('Mail is down')
    expect((await cli('verify')).out).toMatch(/^Verified\./)
    const { code, out } = await cli('status')
    expect([code, out.split(': ')[0]?.startsWith('Ledger one on esdb://')]).toEqual([0, true])
    expect((await cli('show', 'INC0000002')).err).toContain('There is no incident INC0000002 in one on esdb://')
  })
  it('is kept apart from others by its name', async () => {
    const [one, other] = [onServers('apart'), onServers('other')]
    await one(...raise, 'Of one')
    await one(...raise, 'Of one, too')
    await other(...raise, 'Of the other')
    expect((await one('export')).out.trim().split('\n')).toHaveLength(4)
    expect((await other('export')).out).not.toContain('Of one')
  })
  it('exports the same as a folder that it was copied into', async () => {
    const cli = onServers('copied')
    for (const summary of ['One', 'Two']) await cli(...raise, summary)
    const exported = await cli('export')
    const copy = await called(['import', '-', '--mapping', 'ledger', '--ledger', join(folder, 'copy')], {
      stdin: exported.out,
    })
    expect(copy.code).toBe(0)
    expect((await called(['export', '--ledger', join(folder, 'copy')])).out).toBe(exported.out)
  })
})

describe('a server that cannot be reached', () => {
  const nobody = '127.0.0.1:1'
  it.each([
    ['log', `esdb://ann:hunter2@${nobody}?tls=false`, join(folder, 'views.db')],
    ['read store', join(folder, 'new', 'events.db'), `mongodb://ann:hunter2@${nobody}/desk`],
  ])('ends a command within its time, with one sentence and exit code 3: the %s', async (_, events, at) => {
    const began = performance.now()
    const { code, out, err } = await called([...raise, 'x', '--events', events, '--views', at])
    expect([code, out]).toEqual([3, ''])
    expect(performance.now() - began).toBeLessThan(40_000)
    expect(err.trim().split('\n').at(-1)).toContain(nobody)
    expect(err).not.toContain('hunter2')
  })
})
