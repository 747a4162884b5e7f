import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { incidentExamples } from '@deskledger/practices/incident'
import { openFolder, type OpenLedger } from '@deskledger/register'
import type { ApiLedger } from '../api-ledger.ts'
import { passedBy } from './fresh.ts'

const MODEL = 'incident-details'
const raise = incidentExamples.commands.RaiseIncident

const orThrow = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

let folder: string
let here: OpenLedger
let elsewhere: OpenLedger
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fresh-'))
  here = orThrow(await openFolder(join(folder, 'ledger'), { create: true }))
  orThrow(await here.ledger.catchUp())
  elsewhere = orThrow(await openFolder(join(folder, 'ledger')))
})
afterEach(async () => {
  await here.close()
  await elsewhere.close()
  rmSync(folder, { recursive: true })
})

/** The ledger here, and how often its read models were brought to the end of the log. */
const counted = (isFollowed: boolean) => {
  let times = 0
  const { ledger, events, views } = here
  const catchUp: typeof ledger.catchUp = (options) => {
    times += 1
    return ledger.catchUp(options)
  }
  const api: ApiLedger = { ledger: { ...ledger, catchUp }, events, views, now: Date.now, isFollowed }
  return { api, times: () => times }
}

const isShown = async (): Promise<boolean> =>
  orThrow(await here.ledger.views.get(MODEL, raise.incidentId)()) !== undefined

describe('a read model of a log that this process follows', () => {
  it('is brought to the end once, while nothing comes to the log', async () => {
    const { api, times } = counted(true)
    orThrow(await elsewhere.ledger.ask(raise))
    for (let n = 0; n < 5; n++) await passedBy(MODEL, api, undefined)
    expect([times(), await isShown()]).toEqual([1, true])
  })

  it('shows what another process wrote', async () => {
    const { api, times } = counted(true)
    await passedBy(MODEL, api, undefined)
    orThrow(await elsewhere.ledger.ask(raise))
    await passedBy(MODEL, api, undefined)
    expect([times(), await isShown()]).toEqual([2, true])
  })

  it('has passed what the asker has seen', async () => {
    const { api, times } = counted(true)
    const { position } = orThrow(await elsewhere.ledger.ask(raise))
    await passedBy(MODEL, api, position)
    await passedBy(MODEL, api, position)
    expect([times(), await isShown()]).toEqual([1, true])
    await passedBy(MODEL, api, 'zzz')
    expect(times()).toBe(2)
  })

  it('is brought to the end again where another process built it, or whose tickets are, anew', async () => {
    const { api, times } = counted(true)
    for (const model of [MODEL, 'incident-metrics']) await passedBy(model, api, undefined)
    orThrow(await elsewhere.ledger.rebuild([MODEL]))
    for (const model of [MODEL, 'incident-metrics']) await passedBy(model, api, undefined)
    expect(times()).toBe(4)
    for (const model of [MODEL, 'incident-metrics']) await passedBy(model, api, undefined)
    expect(times()).toBe(4)
  })
})

describe('a read model of a log that nobody follows here', () => {
  it('is brought to the end each time, since timers run then', async () => {
    const { api, times } = counted(false)
    for (let n = 0; n < 3; n++) await passedBy(MODEL, api, undefined)
    expect(times()).toBe(3)
  })
})
