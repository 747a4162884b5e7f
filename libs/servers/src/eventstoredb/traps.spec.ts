import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { EventStoreDBClient, eventTypeFilter, START, UnavailableError } from '@eventstore/db-client'
import { startEventStoreDouble } from './double.ts'
import { collect, event, events, failing, listenTo, typesOf, until, withDouble } from './double.spec.kit.ts'
import type { Trapped } from './traps.spec.child.ts'

/** Milliseconds after which what has not settled is taken for never settling. */
const NEVER = 2_000

const settles = async (what: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    what.then(
      () => true,
      () => true,
    ),
    new Promise<boolean>((resolve) =>
      setTimeout(() => {
        resolve(false)
      }, NEVER),
    ),
  ])

const loader = new URL('../../../../tools/ts.js', import.meta.url).href
const program = fileURLToPath(new URL('./traps.spec.child.ts', import.meta.url))

/** A client in a process of its own; `errors` is what it died of. */
const trapped = (asked: Trapped) => {
  const args = ['--conditions=@deskledger/source', '--import', loader, program, JSON.stringify(asked)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  const died = new Promise<{ readonly code: number | null; readonly errors: string }>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, errors })
    })
  })
  return { died }
}

describe('trap 1', () => {
  it('a checkpoint and caught up come while up to 16 earlier events lie unread', () =>
    withDouble({}, async ({ client }) => {
      await client.appendToStream('s', events(10, 'Wanted'))
      let unread = -1
      const subscription = client.subscribeToAll({
        fromPosition: START,
        filter: eventTypeFilter({
          prefixes: ['Wanted'],
          checkpointReached: () => {
            unread = subscription.readableLength
          },
        }),
      })
      let unreadAtEnd = -1
      subscription.on('caughtUp', () => (unreadAtEnd = subscription.readableLength))
      await until(() => unreadAtEnd >= 0)
      expect(unread).toBe(10)
      expect(unreadAtEnd).toBe(10)
      await subscription.unsubscribe()
    }))
})

describe('trap 2', () => {
  it("one client's broken call throws out another's append, and its answer kills the process", async () => {
    const [lost, late] = [await startEventStoreDouble(), await startEventStoreDouble()]
    lost.faults.set({ on: 'append', what: 'drop', stream: /lost/ })
    late.faults.set({ on: 'append', what: 'delay', stream: /late/, milliseconds: 500 })
    const { died } = trapped({ trap: 'two clients', urls: [lost.url, late.url] })
    const { code, errors } = await died
    await Promise.all([lost.stop('hard'), late.stop('hard')])
    expect(code).not.toBe(0)
    expect(errors).toContain('TypeError')
  })
})

describe('trap 3', () => {
  const unanswered = { deadline: 1_500 }

  it('an append to a silent server never settles, whatever its deadline', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'))
      double.faults.set({ on: 'append', what: 'silence' })
      expect(await settles(client.appendToStream('s', event('B'), unanswered))).toBe(false)
    }))

  it('nor does one whose call the server ends in peace, nor do those behind it', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'))
      double.faults.set({ on: 'append', what: 'end', times: 1 })
      const first = settles(client.appendToStream('s', event('B'), unanswered))
      await until(() => double.faults.struck() === 1)
      const second = settles(client.appendToStream('s', event('C'), unanswered))
      expect(await Promise.all([first, second])).toEqual([false, false])
    }))
})

describe('trap 4', () => {
  it('a lost connection leaves the outcome unknown: the same ids and revision find out', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'), { expectedRevision: 'no_stream' })
      const batch = events(2)
      for (const when of ['before', 'after'] as const) {
        double.faults.set({ on: 'append', what: 'drop', when, times: 1 })
        const error = await failing(client.appendToStream('s', batch, { expectedRevision: 0n }))
        expect(error).toBeInstanceOf(UnavailableError)
        const stored = [...double.log.scan()].filter(({ stream }) => stream === 's').length
        expect(stored).toBe(when === 'before' ? 1 : 3)
      }
      const again = await client.appendToStream('s', batch, { expectedRevision: 0n })
      expect(again).toMatchObject({ success: true, nextExpectedRevision: 2n })
      expect(typesOf(await collect(client.readStream('s')))).toEqual(['A', 'E0', 'E1'])
    }))
})

describe('trap 5', () => {
  it('a throwing checkpointReached kills the process', async () => {
    const double = await startEventStoreDouble()
    const { code, errors } = await trapped({ trap: 'a throwing checkpoint', urls: [double.url] }).died
    await double.stop('hard')
    expect(code).not.toBe(0)
    expect(errors).toContain('The checkpoint could not be kept.')
  })

  it('a subscription without a listener for errors kills the process', async () => {
    const double = await startEventStoreDouble()
    const { died } = trapped({ trap: 'no error listener', urls: [double.url] })
    await until(() => double.faults.subscriptions.count() === 1)
    double.faults.subscriptions.cancel()
    const { code, errors } = await died
    await double.stop('hard')
    expect(code).not.toBe(0)
    expect(errors).toContain('CANCELLED')
  })
})

describe('trap 6', () => {
  it('leaving a loop early leaves the call open at the server, until it is unsubscribed', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', events(3))
      const subscription = client.subscribeToAll()
      for await (const resolved of subscription) if (resolved.event !== undefined) break
      expect(await settles(until(() => double.faults.subscriptions.count() === 0))).toBe(false)
      await subscription.unsubscribe()
      await until(() => double.faults.subscriptions.count() === 0)
    }))
})

describe('trap 7', () => {
  it('a read has no deadline', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'))
      double.faults.set({ on: 'read', what: 'silence' })
      const reading = client.readStream('s', { deadline: 1_500 })
      expect(await settles(collect(reading))).toBe(false)
      await reading.cancel()
    }))
})

describe('trap 8', () => {
  it('of appends fired together on a fresh connection, the first is stored last', () =>
    withDouble({}, async ({ client, double }) => {
      await Promise.all(['First', 'Second', 'Third'].map((type) => client.appendToStream(type, event(type))))
      const types = [...double.log.scan()].map(({ type }) => type).filter((type) => !type.startsWith('$'))
      expect(types).toEqual(['Second', 'Third', 'First'])
    }))
})

describe('trap 9', () => {
  it('with throwOnAppendFailure=false a wrong version has success false and revision 1, never the true one', async () => {
    const double = await startEventStoreDouble()
    const client = EventStoreDBClient.connectionString(`${double.url}&throwOnAppendFailure=false`)
    await client.appendToStream('s', events(9))
    const answer = await client.appendToStream('s', event('A'), { expectedRevision: 3n })
    await client.dispose()
    await double.stop('hard')
    expect(answer).toMatchObject({ success: false, nextExpectedRevision: 1n })
  })
})

describe('trap 10', () => {
  it('the first append of a connection can throw an error that is only a status: code 14', () =>
    withDouble({}, async ({ client, double }) => {
      await double.stop('hard')
      const error = await failing(client.appendToStream('s', event('A')))
      expect(error).toMatchObject({ code: 14 })
      expect(error).not.toBeInstanceOf(UnavailableError)
    }))
})

describe('trap 11', () => {
  it('a subscription may show an event before its append resolves', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'))
      const told = listenTo(client.subscribeToStream('s'))
      await until(() => told.some(({ what }) => what === 'caught up'))
      double.faults.set({ on: 'append', what: 'delay', when: 'after', milliseconds: 200, times: 1 })
      let resolved = false
      const appending = client.appendToStream('s', event('B')).then(() => (resolved = true))
      await until(() => told.length === 4)
      expect(resolved).toBe(false)
      await appending
    }))
})
