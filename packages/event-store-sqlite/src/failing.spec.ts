import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { NO_STREAM } from '@deskledger/event-store'
import { START } from '@deskledger/kernel'
import { appender } from './appending.ts'
import { ask, event, failureOf, got, inFolder, withStore, writeLedger } from './ledger.spec.kit.ts'
import { createTables, openForWriting } from './schema.ts'
import { connect } from './sqlite.ts'
import { openSqliteEventStore } from './store.ts'
import { startWriter } from './writing.ts'

const sentence = /^.{20,}\.$/s

describe('a path that is no ledger', () => {
  const refused: readonly (readonly [string, string, (path: string) => void])[] = [
    [
      'a text file',
      'NotALedger',
      (path) => {
        writeFileSync(path, 'once upon a time, and so on')
      },
    ],
    [
      'a folder',
      'NotALedger',
      (path) => {
        mkdirSync(path)
      },
    ],
    [
      'the database of another program',
      'NotALedger',
      (path) => {
        const database = connect(path)
        database.exec('CREATE TABLE cookies (id)')
        database.close()
      },
    ],
    [
      'a ledger of a newer program',
      'LedgerTooNew',
      (path) => {
        writeLedger(path, 1, 1)
        const database = connect(path)
        database.exec('PRAGMA user_version = 99')
        database.close()
      },
    ],
  ]
  it.each(refused)('%s is refused (%s), and left as it was', (_, type, make) =>
    inFolder(async (folder) => {
      const path = join(folder, 'events.db')
      make(path)
      const before = contentOf(path)
      for (const readonly of [true, false]) {
        const failure = await failureOf(openSqliteEventStore(path, { readonly }))
        expect(failure).toMatchObject({ type, message: expect.stringMatching(sentence) as string })
        expect(failure.message).toContain(path)
      }
      expect(contentOf(path)).toBe(before)
    }),
  )
  it('is not made where nothing should be made', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'deeper', 'events.db')
      for (const options of [{ readonly: true }, { createIfMissing: false }])
        expect(await failureOf(openSqliteEventStore(path, options))).toMatchObject({ type: 'NotALedger' })
      await withStore(path, {}, (store) => got(store.append('a', NO_STREAM, [event('x')])))
    }))
})

const contentOf = (path: string): string => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

describe('a ledger opened for reading', () => {
  it('is read and verified, and not written', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'events.db')
      writeLedger(file, 2, 4)
      await withStore(file, { readonly: true }, async (store) => {
        expect(await got(store.readStream('incident-1'))).toHaveLength(2)
        expect(await got(store.verify)).toStrictEqual({ streams: 2, events: 4, fault: null })
        expect(await failureOf(store.append('a', NO_STREAM, [event('x')]))).toMatchObject({
          type: 'StoreReadOnly',
          message: expect.stringMatching(sentence) as string,
        })
      })
    }))
})

describe('a ledger that another program holds', () => {
  const holding = (test: (file: string, release: () => void) => Promise<unknown>) =>
    inFolder(async (folder) => {
      const file = join(folder, 'events.db')
      writeLedger(file, 1, 1)
      const other = connect(file)
      other.exec('BEGIN IMMEDIATE')
      await test(file, () => {
        other.exec('ROLLBACK')
      })
      other.close()
    })

  it('is waited for', () =>
    holding(async (file, release) => {
      await withStore(file, {}, async (store) => {
        const appending = got(store.append('a', NO_STREAM, [event('x')]))
        setTimeout(release, 300)
        expect(await appending).toMatchObject({ revision: 0 })
      })
    }))
  it('is given up after the bound, and nothing is written', () =>
    holding(async (file, release) => {
      await withStore(file, { busyTimeout: 200 }, async (store) => {
        const failures = await Promise.all(
          ['a', 'b'].map((name) => failureOf(store.append(name, NO_STREAM, [event(name)]))),
        )
        for (const failure of failures)
          expect(failure).toMatchObject({ type: 'StoreBusy', message: expect.stringContaining('0.2 s') as string })
        release()
        expect(await got(store.readAll({ after: START }))).toMatchObject({ events: [{ stream: 'incident-0' }] })
        expect(await got(store.append('a', NO_STREAM, [event('x')]))).toMatchObject({ repeated: false })
      })
    }))
  it('leaves an append without answer in time, and its repeat settles it', () =>
    holding(async (file, release) => {
      await withStore(file, {}, async (store) => {
        const late = await failureOf(store.append('a', NO_STREAM, [event('x')], { timeout: 50 }))
        expect(late).toMatchObject({ type: 'TimedOut', message: expect.stringMatching(sentence) as string })
        release()
        expect(await got(store.append('a', NO_STREAM, [event('x')]))).toMatchObject({ revision: 0, repeated: true })
      })
    }))
})

describe('a disk that is full', () => {
  it('refuses what does not fit, keeps what does, and leaves the ledger whole', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'events.db')
      const database = openForWriting(file, 0)
      createTables(database)
      database.exec('PRAGMA max_page_count = 20')
      const commit = appender(database, { file, bound: 0 })
      const outcomes = commit([
        ask('a', -1, [event('x')]),
        ask('b', -1, [event('y', 'z'.repeat(200_000))]),
        ask('a', 0, [event('z')]),
      ]).map(({ outcome }) => (E.isRight(outcome) ? 'appended' : outcome.left.type))
      expect(outcomes).toStrictEqual(['appended', 'StoreFull', 'appended'])
      database.close()
      await withStore(file, { readonly: true }, async (store) => {
        expect(await got(store.verify)).toStrictEqual({ streams: 1, events: 2, fault: null })
      })
    }))
})

describe('an event that was damaged', () => {
  it('is named, and what stands before it is read', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'events.db')
      writeLedger(file, 1, 4)
      const database = connect(file)
      database.exec("UPDATE event SET data = '{' WHERE revision = 2")
      database.close()
      await withStore(file, { readonly: true }, async (store) => {
        const named = { type: 'Damaged', message: expect.stringContaining('Stream incident-0, revision 2') as string }
        expect(await failureOf(store.readStream('incident-0'))).toMatchObject(named)
        const first = await got(store.readAll({ after: START }))
        expect(first.events).toHaveLength(2)
        expect(first.caughtUp).toBe(false)
        expect(await failureOf(store.readAll({ after: first.position }))).toMatchObject(named)
        const given: unknown[] = []
        for await (const batch of store.subscribe({ after: START, signal: new AbortController().signal }))
          given.push(batch)
        expect(given).toMatchObject([{ _tag: 'Right' }, { _tag: 'Left', left: named }])
      })
    }))
})

describe('a file that was cut off', () => {
  it('is damaged where it is read, and verify says so', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'events.db')
      writeLedger(file, 1, 200)
      const bytes = readFileSync(file)
      writeFileSync(file, bytes.subarray(0, bytes.length / 2))
      await withStore(file, { readonly: true }, async (store) => {
        expect(await failureOf(store.readStream('incident-0'))).toMatchObject({
          type: 'Damaged',
          message: expect.stringMatching(sentence) as string,
        })
        expect((await got(store.verify)).fault?.what).toMatch(/cannot be read|missing|not/)
      })
    }))
})

describe('a position of another store', () => {
  it('is refused', () =>
    inFolder((folder) =>
      withStore(join(folder, 'events.db'), {}, async (store) => {
        expect(await failureOf(store.readAll({ after: 'C:12/P:12' }))).toMatchObject({ type: 'Unstorable' })
      }),
    ))
})

describe('a writer thread that ends', () => {
  it('answers all who wait, and all who come', () =>
    inFolder(async (folder) => {
      const writer = startWriter({ file: join(folder, 'nowhere', 'events.db'), bound: 10 }, () => undefined)
      const asked = ask('a', -1, [event('x')])
      const first = await Promise.all([writer.ask(asked, 10_000), writer.ask(asked, 10_000)])
      for (const outcome of [...first, await writer.ask(asked, 10_000)])
        expect(outcome).toMatchObject(
          E.left({ type: 'StoreUnavailable', message: expect.stringMatching(sentence) as string }),
        )
      await writer.close()
    }))
})
