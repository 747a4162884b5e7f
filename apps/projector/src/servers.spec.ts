import { mongoDb, startEventStoreDouble, type EventStoreDouble, type TestMongoDb } from '@deskledger/servers'
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
