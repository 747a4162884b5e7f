import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { NO_STREAM, type EventStore } from '@deskledger/event-store'
import { START } from '@deskledger/kernel'
import type { EventStoreDouble, Trouble } from '@deskledger/servers'
import type { Report } from './reading-log.spec.child.ts'
import { openKept, type LogReader } from './log-reader.ts'
import { failureOf, got, many, readToEnd, scan, scanOf, until, withBoth } from './ledger.spec.kit.ts'

const fill = async (store: EventStore, streams: number, events: number) => {
  for (let i = 0; i < streams; i++) await got(store.append(`s-${i}`, NO_STREAM, many(events, `s-${i}`)))
}

const child = join(import.meta.dirname, 'reading-log.spec.child.ts')

interface Ended {
  readonly code: number | null
  readonly report: Report
}

/** Reads a page in a process of its own, which is left to end by itself. */
const readOnce = (url: string): Promise<Ended> => {
  const root = join(import.meta.dirname, '../../..')
  const preload = ['--conditions=@deskledger/source', '--import', pathToFileURL(join(root, 'tools/ts.js')).href]
  const running = spawn(process.execPath, [...preload, child, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const read: string[] = []
  running.stdout.on('data', (chunk: Buffer) => read.push(chunk.toString()))
  return new Promise((resolve) => {
    running.on('close', (code) => {
      resolve({ code, report: JSON.parse(read.join('')) as Report })
    })
  })
}

/** Calls that reach the server, by letting none of them be struck. */
const countReads = (double: EventStoreDouble) => {
  const lift = double.faults.set({ on: 'read', what: 'delay', milliseconds: 0, stream: /^\$all$/ })
  const before = double.faults.struck()
  return { count: () => double.faults.struck() - before, lift }
}

describe('reading the log page by page', () => {
  it('goes on with one read at the server', () =>
    withBoth({}, async ({ double, store }) => {
      await fill(store, 10, 100)
      const reads = countReads(double)
      expect(await readToEnd(store, { limit: 10 })).toHaveLength(1000)
      // one that pages share, and one more where it ended, to see whether anything was written since
      expect(reads.count()).toBeLessThanOrEqual(3)
      reads.lift()
    }))
  it('never says that nothing more stands in the log when something was written before it was asked', () =>
    withBoth({}, async ({ store }) => {
      await fill(store, 3, 4)
      let after = START
      let seen = 0
      for (let i = 3; i < 30; i++) {
        const page = await got(store.readAll({ after, limit: 3 }))
        seen += page.events.length
        after = page.position
        if (page.caughtUp) expect(seen).toBe(4 * i)
        await got(store.append(`s-${i}`, NO_STREAM, many(4, `s-${i}`)))
      }
    }))
  it('by several readers at once gives each of them all', () =>
    withBoth({}, async ({ double, store }) => {
      await fill(store, 6, 50)
      const all = await Promise.all([1, 7, 7, 50, 64, 1000].map((limit) => readToEnd(store, { limit })))
      for (const events of all) expect(scanOf(events)).toStrictEqual(scan(double))
    }))
  it.each<Trouble>(['drop', 'silence', 'unavailable', 'cancel', 'not-leader'])(
    'gives everything once though reads are struck by %s',
    (what) =>
      withBoth({ patience: 2000 }, async ({ double, store }) => {
        await fill(store, 6, 50)
        double.faults.set({ on: 'read', what, times: 1 })
        expect(scanOf(await readToEnd(store, { limit: 40 }))).toStrictEqual(scan(double))
        double.faults.set({ on: 'read', what, times: 2 })
        expect(await got(store.readStream('s-1'))).toHaveLength(50)
        double.faults.set({ on: 'read', what, times: 1 })
        expect(await got(store.head)).toBe((await readToEnd(store)).at(-1)?.position)
      }),
  )
  it('gives everything once though connections are dropped between pages', () =>
    withBoth({}, async ({ double, store }) => {
      await fill(store, 6, 100)
      const events = []
      for (let after = START; ;) {
        const page = await got(store.readAll({ after, limit: 50 }))
        events.push(...page.events)
        if (page.caughtUp) break
        after = page.position
        double.faults.dropConnections()
      }
      expect(scanOf(events)).toStrictEqual(scan(double))
    }))
  it('fails in time, with a sentence, when the server does not answer', () =>
    withBoth({ patience: 500 }, async ({ double, store }) => {
      double.faults.set({ on: 'read', what: 'silence' })
      for (const task of [store.readAll({ after: START }), store.readStream('a'), store.head, store.verify]) {
        const start = performance.now()
        expect(await failureOf(task)).toMatchObject({
          type: 'StoreUnavailable',
          message: expect.stringMatching(/no answer within 500 ms/) as string,
        })
        expect(performance.now() - start).toBeLessThan(2500)
      }
    }))
  it('refuses a position of another store', () =>
    withBoth({}, async ({ store }) => {
      expect(await failureOf(store.readAll({ after: '0000000000000010' }))).toMatchObject({ type: 'Unstorable' })
    }))
})

describe('a read kept for who goes on', () => {
  const reader = (position: string, stopped: string[]): LogReader => ({
    take: () => undefined,
    end: () => undefined,
    wait: () => Promise.resolve(true),
    place: () => undefined,
    reached: () => position,
    stop: () => stopped.push(position),
  })
  it('is stopped when it is too old, when there are too many, and when the store closes', async () => {
    const stopped: string[] = []
    const kept = openKept()
    for (const position of ['1', '2', '3', '4', '5', '6']) kept.keep(reader(position, stopped))
    expect(stopped).toStrictEqual(['1', '2'])
    expect(kept.take('3')?.reached()).toBe('3')
    expect(kept.take('3')).toBeUndefined()
    await until(() => kept.count() === 0, 'they are too old')
    expect(stopped).toStrictEqual(['1', '2', '4', '5', '6'])
    kept.keep(reader('7', stopped))
    kept.stop()
    expect(stopped.at(-1)).toBe('7')
    expect(kept.count()).toBe(0)
  })
  it('lets its process end', () =>
    withBoth({}, async ({ double, store }) => {
      await fill(store, 4, 500)
      expect(await readOnce(double.url)).toStrictEqual({ code: 0, report: { events: 1 } })
    }))
})
