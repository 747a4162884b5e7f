import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Readable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import { bundledLog } from '@deskledger/importing'
import { applyPlan, bundledAgreement, planOf, readFiles } from './index.ts'
import { openTestLedger, orThrow } from './ledger.spec.kit.ts'

const { files, asking, agreementId } = bundledAgreement

const applied = async () => {
  const ledger = openTestLedger()
  const plan = orThrow(await planOf(ledger, await readFiles(files, Readable.from([])), asking))
  orThrow(await applyPlan(ledger, plan.steps))
  return ledger
}

const targetsOf = (rows: readonly { readonly terms: { readonly targets: readonly object[] } }[]) =>
  rows.flatMap(({ terms }) => terms.targets)

describe('the bundled agreement', () => {
  it('is in force before the first ticket of the bundled log, for each of its priorities', async () => {
    const ledger = await applied()
    const inForce = orThrow(await ledger.inForce()())
    expect(inForce).toMatchObject([{ agreementId, version: 1, from: asking.at, until: null }])
    const [head = '', ...rows] = gunzipSync(readFileSync(bundledLog.path)).toString('utf8').trim().split(/\r?\n/)
    const column = head.split(',').indexOf('priority')
    const priorities = new Set(rows.map((row) => Number(row.split(',')[column]?.slice(0, 1))))
    expect(priorities.size).toBeGreaterThan(2)
    for (const priority of priorities)
      for (const target of ['respond', 'resolve'])
        expect(targetsOf(inForce)).toContainEqual(expect.objectContaining({ kind: 'incident', priority, target }))
  })
  it('is asked for under the same identities every time, and a second time there is nothing to do', async () => {
    const [one, other] = [await applied(), await applied()]
    expect(one.log.map(({ metadata }) => metadata.commandId)).toStrictEqual(
      other.log.map(({ metadata }) => metadata.commandId),
    )
    const again = await planOf(one, await readFiles(files, Readable.from([])), asking)
    expect(E.isRight(again) && again.right.steps).toStrictEqual([])
  })
  it('says of itself that it is not the real one', async () => {
    for (const file of files) expect(readFileSync(file, 'utf8')).toContain('ours, not theirs')
    const names = (await applied()).log.flatMap(({ data }) => (data as { readonly name?: string }).name ?? [])
    expect(names).toHaveLength(3)
    for (const name of names) expect(name).toContain('ours, not theirs')
  })
})
