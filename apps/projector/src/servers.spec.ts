import {
  faultProxy,
  mongoDb,
  startEventStoreDouble,
  type EventStoreDouble,
  type TestMongoDb,
} from '@deskledger/servers'
import { judge } from './judging.spec.kit.ts'
import { everything } from './kept.spec.kit.ts'
import { caughtUp, startAppending, until, workshopForSpecs, type Place } from './projectors.spec.kit.ts'
import { onDatabase } from './stores.spec.kit.ts'

import.meta.jest.setTimeout(300_000)

const { shop, start } = workshopForSpecs()

let mongo: TestMongoDb
beforeAll(async () => {
  mongo = await mongoDb({ standIn: 'mongo-java-server' })
})
afterAll(() => mongo.stop())

const withDouble = async (act: (double: EventStoreDouble, place: Place) => Promise<void>): Promise<void> => {
  const double = await startEventStoreDouble()
  try {
    await act(double, { events: double.url, views: onDatabase(mongo.url, mongo.newDatabase()) })
  } finally {
    await double.stop('hard')
  }
}

const isReady = async (one: ReturnType<typeof start>, code: 200 | 503) => (await one.get('/health/ready')).code === code

describe('projectors on servers', () => {
  it('share read models, and leave what a plain fold gives', () =>
    withDouble(async (_, place) => {
      const [one, two] = [start(place), start(place)]
      const acknowledged = await startAppending(shop, place, { upTo: 100 }).ended
      await until(
        async () => new Set([...(await one.status()).holds, ...(await two.status()).holds]).size === everything.length,
      )
      await until(() => caughtUp(one))
      expect(await one.stop()).toEqual({ code: 0, signal: null })
      expect(await two.stop()).toEqual({ code: 0, signal: null })
      await judge(place, acknowledged)
    }))
  it('wait for a log that is not there when they begin', () =>
    withDouble(async (double, place) => {
      await double.stop('hard')
      const one = start(place)
      await until(() => one.said('Waits for the stores: '))
      expect(await isReady(one, 503)).toBe(true)
      await double.restart()
      const acknowledged = await startAppending(shop, place, { upTo: 20 }).ended
      await until(() => isReady(one, 200))
      await until(() => caughtUp(one))
      await one.stop()
      await judge(place, acknowledged)
    }))
  it('go on by themselves when the log was lost and is back', () =>
    withDouble(async (double, place) => {
      const one = start(place)
      const first = await startAppending(shop, place, { upTo: 20 }).ended
      await until(() => caughtUp(one))
      await double.stop('hard')
      await until(() => isReady(one, 503))
      await double.restart()
      const second = await startAppending(shop, place, { from: 50, upTo: 70 }).ended
      await until(() => isReady(one, 200))
      await until(() => caughtUp(one))
      await one.stop()
      await judge(place, [...first, ...second])
    }))
  it('go on by themselves when the read models were lost and are back', () =>
    withDouble(async (double) => {
      // Of a kind that may be killed, whatever the other tests run on.
      const mortal = await mongoDb({ kind: 'secantusdb' })
      const place = { events: double.url, views: onDatabase(mortal.url, mortal.newDatabase()) }
      const one = start(place)
      const first = await startAppending(shop, place, { upTo: 20 }).ended
      await until(() => caughtUp(one))
      const appending = startAppending(shop, place, { from: 50, upTo: 100_000, between: 20 })
      await until(() => appending.acknowledged.length > 5)
      await mortal.kill?.()
      await until(() => isReady(one, 503))
      await mortal.startAgain?.()
      const second = await appending.stop()
      await until(() => isReady(one, 200))
      await until(() => caughtUp(one))
      await one.stop()
      await judge(place, [...first, ...second])
      await mortal.stop()
    }))
})

interface Hosts {
  readonly plain: string
  readonly tls: string
}

describe('servers that do not let a projector in', () => {
  const hostOf = (url: string): string => new URL(url).host
  /** A log that asks who is there, and read models that can be reached by TLS, with a certificate that nobody signed. */
  const guarded = async (act: (double: EventStoreDouble, hosts: Hosts) => Promise<unknown>): Promise<void> => {
    const double = await startEventStoreDouble({ tls: true })
    // Of a kind that asks who is there, which mongo-java-server does not know how to.
    const asking = await mongoDb()
    const proxy = await faultProxy(hostOf(asking.url), { tls: true })
    try {
      await act(double, { plain: hostOf(asking.url), tls: proxy.host })
    } finally {
      await proxy.stop()
      await asking.stop()
      await double.stop('hard')
    }
  }
  const ends = async (place: Place, said: RegExp): Promise<void> => {
    const began = performance.now()
    const one = start(place)
    expect(await one.ended).toEqual({ code: 3, signal: null })
    expect(performance.now() - began).toBeLessThan(10_000)
    const told = one.lines.filter(({ level }) => level === 'fatal').map(({ message }) => message)
    expect(told).toEqual([expect.stringMatching(said)])
    expect(JSON.stringify(one.lines) + one.errors()).not.toContain('hunter2')
  }
  it('end it with one sentence, within ten seconds, and no password is shown', () =>
    guarded((double, { plain, tls }) => {
      const events = double.urlFor({ name: 'admin', password: 'changeit' })
      const wrong = double.urlFor({ name: 'admin', password: 'hunter2' })
      const untrusted = `esdb://admin:hunter2@127.0.0.1:${double.port}`
      const views = (at: string) => `mongodb://ann:hunter2@${at}/?directConnection=true`
      return Promise.all([
        ends({ events: wrong, views: mongo.url }, /refused the user or the password/),
        ends({ events: untrusted, views: mongo.url }, /could not be trusted.*tlsCAFile/),
        ends({ events, views: views(plain) }, /does not let this program in/),
        ends({ events, views: `${views(tls)}&tls=true` }, /is not trusted.*tlsCAFile/),
      ])
    }))
})
