import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { bundledLog } from '@deskledger/importing'
import { openFolder, type OpenLedger } from '@deskledger/register'
import { take } from '../take.ts'
import { called } from '../testing/captured.ts'
import { agreed, mustBeFresh } from './demo-agreement.ts'
import { lateExplained, serviceLevelsShown } from './service-levels-shown.ts'

const folder = mkdtempSync(join(tmpdir(), 'deskledger-demo-agreement-'))
const at = (name: string): string => join(folder, name)
const log = gunzipSync(readFileSync(bundledLog.path)).toString('utf8').split('\n').slice(0, 400)
writeFileSync(at('small.csv'), log.join('\n'))
const importing = (name: string) => called(['import', at('small.csv'), '--mapping', 'servicenow', '--ledger', at(name)])

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const within = async <A>(name: string, act: (opened: OpenLedger) => Promise<A>): Promise<A> => {
  const opened = take(await openFolder(at(name), { create: true }))
  try {
    return await act(opened)
  } finally {
    await opened.close()
  }
}
const agreeing = (name: string, signal = new AbortController().signal) =>
  within(name, (opened) => agreed(opened, signal))
const fresh = (name: string) => within(name, (opened) => mustBeFresh({ ...opened, kind: 'folder' }))

describe('the agreement of the demonstration', () => {
  it('is brought into force once, and goes on where it was cut short', async () => {
    const interrupt = new AbortController()
    interrupt.abort()
    await expect(agreeing('a', interrupt.signal)).rejects.toMatchObject({ type: 'Stopped' })
    const first = await agreeing('a')
    expect(first).toMatchObject({ inForce: { agreementId: 'incident-log-2016', version: 1 } })
    expect(first.added).toBeGreaterThan(0)
    expect(await agreeing('a')).toStrictEqual({ ...first, added: 0 })
    await fresh('a')
  })
  it('gives every ticket its clocks, and one that was late its account', async () => {
    await agreeing('b')
    await importing('b')
    const { resolve, verdicts } = await within('b', serviceLevelsShown)
    expect(verdicts?.tickets).toBeGreaterThan(50)
    expect(resolve.results).toBeGreaterThanOrEqual(verdicts?.tickets ?? Infinity)
    const late = await within('b', (opened) => lateExplained(opened, '2025-01-01T00:00:00.000Z' as never))
    expect(late).toMatchObject({ target: 'resolve', verdict: 'missed' })
    expect(late?.elapsedSeconds).toBe(late?.recordedSeconds)
  })
  it('is left as somebody has changed it, once there are tickets', async () => {
    const said = ['--reason', 'Another one holds', '--by', 'ann', '--ledger', at('b')]
    expect((await called(['agreement', 'terminate', 'incident-log-2016', ...said])).code).toBe(0)
    const { added, inForce } = await agreeing('b')
    expect(added).toBe(0)
    expect(inForce?.until).not.toBeNull()
  })
  it('does not come to tickets that were imported without it', async () => {
    await importing('c')
    await fresh('c')
    expect(await agreeing('c')).toStrictEqual({ added: 0, inForce: null })
    expect(await within('c', serviceLevelsShown)).toMatchObject({ verdicts: null, resolve: { results: 0 } })
  })
  it('stays out of a ledger that begins with an agreement of somebody else', async () => {
    const calendar = {
      kind: 'business-calendar',
      id: 'mine',
      name: 'Mine',
      timeZone: 'UTC',
      weekly: { mon: ['09:00-17:00'] },
    }
    writeFileSync(at('mine.json'), JSON.stringify(calendar))
    expect((await called(['apply', at('mine.json'), '--ledger', at('own')])).code).toBe(0)
    await expect(fresh('own')).rejects.toMatchObject({ type: 'NotFresh' })
  })
})
