import { createRequire } from 'node:module'
import type sqlite from 'node:sqlite'
import { judge } from './judging.spec.kit.ts'
import { everything } from './kept.spec.kit.ts'
import { caughtUp, startAppending, until, workshopForSpecs, type Projector } from './projectors.spec.kit.ts'

const { DatabaseSync } =
  (process.getBuiltinModule('node:sqlite') as typeof sqlite | undefined) ??
  (createRequire(import.meta.url)('@photostructure/sqlite') as typeof sqlite)

import.meta.jest.setTimeout(120_000)

const { shop, start } = workshopForSpecs()
const { newPlace } = shop
const holds = async (one: Projector) => (await one.status()).holds
const MODELS = everything.length

/** Another program that holds a file; it waits for its turn like any other. */
const heldBy = (file: string, statement: string) => {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA busy_timeout = 20000')
  database.exec(statement)
  return database
}

describe('a projector', () => {
  it('keeps read models at the end of the log, and stops in peace', async () => {
    const place = newPlace()
    const one = start(place)
    await until(async () => (await holds(one)).length === MODELS)
    const acknowledged = await startAppending(shop, place, { upTo: 100 }).ended
    await until(() => caughtUp(one))
    expect(await one.get('/health/ready')).toEqual({ code: 200, body: { ready: true, reasons: [] } })
    expect((await one.get('/health/live')).code).toBe(200)
    expect((await one.get('/nothing')).code).toBe(404)
    const began = performance.now()
    expect(await one.stop()).toEqual({ code: 0, signal: null })
    expect(performance.now() - began).toBeLessThan(8000)
    expect(one.errors()).toBe('')
    expect(one.lines.map(({ level }) => level)).toEqual(one.lines.map(() => 'info'))
    await judge(place, acknowledged)
  })
  it('gives its read models back when it is told to stop: another one takes them before the leases are over', async () => {
    const place = newPlace()
    const long = { DESKLEDGER_LEASE_SECONDS: '9' }
    const one = start(place, long)
    await until(async () => (await holds(one)).length === MODELS)
    await one.stop()
    const began = performance.now()
    const two = start(place, long)
    await until(async () => (await holds(two)).length === MODELS)
    expect(performance.now() - began).toBeLessThan(8000)
    await two.stop()
  })
  it('shares with others, and takes over what a killed one kept', async () => {
    const place = newPlace()
    const [one, two] = [start(place), start(place)]
    const appending = startAppending(shop, place, { upTo: 1_000_000, between: 5 })
    await until(async () => {
      const kept = [await holds(one), await holds(two)]
      return kept.every(({ length }) => length > 0 && length < MODELS) && new Set(kept.flat()).size === MODELS
    })
    await one.kill()
    const killed = performance.now()
    await until(async () => (await holds(two)).length === MODELS)
    // the lease of two seconds, the next look at who is there, and what a busy machine adds
    expect(performance.now() - killed).toBeLessThan(10_000)
    const acknowledged = await appending.stop()
    await until(() => caughtUp(two))
    expect(await two.stop()).toEqual({ code: 0, signal: null })
    expect(two.said('Takes read models')).toBe(true)
    await judge(place, acknowledged)
  })
  it('ends at once on a second signal', async () => {
    const place = newPlace()
    const one = start(place)
    await until(async () => (await holds(one)).length === MODELS)
    const database = heldBy(place.views, 'BEGIN IMMEDIATE')
    void one.stop()
    await until(() => one.said('Told to stop'))
    expect(await one.stop()).toEqual({ code: null, signal: 'SIGTERM' })
    database.close()
  })
  it('stops within seconds though a store does not let it give its leases back', async () => {
    const place = newPlace()
    const one = start(place)
    await until(async () => (await holds(one)).length === MODELS)
    const database = heldBy(place.views, 'BEGIN IMMEDIATE')
    const began = performance.now()
    expect(await one.stop()).toEqual({ code: 0, signal: null })
    expect(performance.now() - began).toBeLessThan(30_000)
    database.close()
    expect(one.lines.some(({ level, message }) => level === 'warn' && message.includes('is free in 2 s'))).toBe(true)
  })
})

describe('a store that is lost and comes back', () => {
  it('makes the projector not ready, and ready again, and nothing is lost', async () => {
    const place = newPlace()
    const one = start(place)
    await until(async () => (await holds(one)).length === MODELS)
    const first = await startAppending(shop, place, { upTo: 50 }).ended
    await until(() => caughtUp(one))
    const database = heldBy(place.views, 'BEGIN IMMEDIATE')
    const second = await startAppending(shop, place, { from: 50, upTo: 100 }).ended
    await until(async () => (await one.get('/health/ready')).code === 503)
    const { body } = await one.get('/health/ready')
    expect(body.ready).toBe(false)
    expect(body.reasons.join(' ')).toContain('held by another program')
    expect((await one.get('/health/live')).code).toBe(200)
    expect((await one.status()).trouble?.message).toContain('held by another program')
    database.exec('ROLLBACK')
    database.close()
    await until(async () => (await one.get('/health/ready')).code === 200)
    await until(() => caughtUp(one))
    expect(one.said('All is well again, after ')).toBe(true)
    await one.stop()
    await judge(place, [...first, ...second])
  })
  it('is waited for at the start, and the projector says so', async () => {
    const place = newPlace()
    const acknowledged = await startAppending(shop, place, { upTo: 30 }).ended
    const database = heldBy(place.events, 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    const one = start(place)
    await until(() => one.said('Waits for the stores: '))
    const { code, body } = await one.get('/health/ready')
    expect([code, body.reasons[0]]).toEqual([503, 'The stores are not open yet.'])
    database.exec('ROLLBACK')
    database.close()
    await until(async () => (await one.get('/health/ready')).code === 200)
    await until(() => caughtUp(one))
    await one.stop()
    await judge(place, acknowledged)
  })
  it('does not keep it from stopping while it waits', async () => {
    const place = newPlace()
    await startAppending(shop, place, { upTo: 1 }).ended
    const database = heldBy(place.events, 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    const one = start(place)
    await until(() => one.said('Waits for the stores: '))
    const began = performance.now()
    expect(await one.stop()).toEqual({ code: 0, signal: null })
    expect(performance.now() - began).toBeLessThan(6000)
    database.close()
  })
})
