import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { ViewFailure } from '@deskledger/read-store'
import { batchWriter } from './batches.ts'
import { catalogueOf } from './catalogue.ts'
import { openSqliteReadStore, type SqliteReadStoreOptions } from './index.ts'
import { ownLane } from './lane.ts'
import { openDatabase, transaction } from './opening.ts'
import { pack } from './rows.ts'
import { DatabaseSync } from './sqlite.ts'
import { storeOn } from './store.ts'
import { failureOf } from './troubles.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-store-failures-'))
let files = 0
const nextFile = () => join(folder, `${files++}.db`)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const table = { name: 'queue', generation: 'v1' }
const changes = (from: number, count: number, text = '') =>
  Array.from({ length: count }, (_, n) => ({ key: `k${from + n}`, position: '1', document: { n: from + n, text } }))
const right = <A>(answer: E.Either<ViewFailure, A>): A => {
  if (E.isLeft(answer)) throw new Error(answer.left.message)
  return answer.right
}
const opening = (file: string) => ({ file, readonly: false, busyTimeout: 5_000, createIfMissing: true })

/** A store with documents, closed again. */
const made = async (file: string): Promise<string> => {
  const store = storeOn(opening(file), ownLane)
  right(await store.prepare(table, [{ name: 'n', fields: ['n'] }])())
  right(await store.write(table, changes(0, 2_000))())
  await store.close()
  return file
}
const failureAt = async (file: string, options?: SqliteReadStoreOptions): Promise<ViewFailure> => {
  const answer = await openSqliteReadStore(file, options)()
  return E.isLeft(answer) ? answer.left : Promise.reject(new Error('it was opened'))
}
const failure = (type: ViewFailure['type'], file: string) => ({
  type,
  message: expect.stringMatching(new RegExp(`${file.replaceAll('.', '\\.')}.*\\.$`, 's')) as unknown,
})

describe('a file that cannot be opened', () => {
  it('is no SQLite file, and stays as it is', async () => {
    const file = nextFile()
    writeFileSync(file, 'number,state\n'.repeat(1_000))
    expect(await failureAt(file)).toEqual(failure('NotViews', file))
    expect(readFileSync(file, 'utf8')).toBe('number,state\n'.repeat(1_000))
  })
  it('belongs to another program, and stays as it is', async () => {
    const file = nextFile()
    const other = new DatabaseSync(file)
    other.exec('CREATE TABLE mine (x)')
    other.close()
    const before = readFileSync(file)
    expect(await failureAt(file)).toEqual(failure('NotViews', file))
    expect(readFileSync(file).equals(before)).toBe(true)
  })
  it('was made by a newer program', async () => {
    const file = await made(nextFile())
    const database = new DatabaseSync(file)
    database.exec('PRAGMA user_version = 99')
    database.close()
    expect(await failureAt(file)).toEqual(failure('ViewsTooNew', file))
  })
  it('is not there, and is not made when it should not be', async () => {
    const file = nextFile()
    expect(await failureAt(file, { createIfMissing: false })).toEqual(failure('NotViews', file))
    expect(await failureAt(file, { readonly: true })).toEqual(failure('NotViews', file))
  })
  it('is in no folder', async () => {
    const file = join(folder, 'none', 'views.db')
    expect(await failureAt(file)).toEqual(failure('ViewsUnavailable', file))
  })
  it('is a folder', async () => {
    expect(await failureAt(folder)).toEqual(failure('ViewsUnavailable', folder))
  })
})

describe('a file that is damaged', () => {
  it('says so when it is read, and does not give wrong answers', async () => {
    const file = await made(nextFile())
    const bytes = readFileSync(file)
    bytes.fill(0xab, 4096)
    writeFileSync(file, bytes)
    const store = await openSqliteReadStore(file)()
    const answer = E.isLeft(store) ? store : await store.right.count(table)()
    expect(answer).toEqual(E.left(failure('ViewsDamaged', file)))
    if (E.isRight(store)) await store.right.close()
  })
})

describe('a store opened to read', () => {
  it('reads, and refuses to write', async () => {
    const file = await made(nextFile())
    const store = right(await openSqliteReadStore(file, { readonly: true })())
    expect(right(await store.count(table)())).toBe(2_000)
    expect(right(await store.find(table, { where: [{ path: 'text', is: '' }], limit: 1 })()).found).toHaveLength(1)
    const refused = E.left(failure('ViewsReadOnly', file))
    expect(await store.write(table, changes(0, 1))()).toEqual(refused)
    expect(await store.prepare(table, [])()).toEqual(refused)
    expect(await store.drop(table)()).toEqual(refused)
    expect(await store.switchLive({ model: 'm', generation: 'v1' }, undefined)()).toEqual(refused)
    await store.close()
  })
})

describe('a file that another program holds', () => {
  it('is waited for only as long as allowed; reading goes on', async () => {
    const file = await made(nextFile())
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    const store = right(await openSqliteReadStore(file, { busyTimeout: 50 })())
    expect(await store.write(table, changes(0, 1))()).toEqual(E.left(failure('ViewsBusy', file)))
    expect(right(await store.count(table)())).toBe(2_000)
    other.exec('ROLLBACK')
    expect(right(await store.write(table, changes(5_000, 1))())).toBe(1)
    other.close()
    await store.close()
  })
})

describe('a disk that is full', () => {
  it('takes nothing of the batch, keeps what was there, and takes it when there is room', async () => {
    const file = await made(nextFile())
    // A limit on the file stands for the disk: SQLite answers both with the same code.
    const database = openDatabase(opening(file))
    const entry = catalogueOf(database).mustHave(table)
    const write = batchWriter(database)
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
    const batch = right(pack(table, entry, changes(10_000, 1_000, 'x'.repeat(500))))
    const attempt = () =>
      E.tryCatch(
        () => transaction(database, () => write(entry, batch)),
        (error) => failureOf(file, error),
      )
    database.exec(`PRAGMA max_page_count = ${pages + 20}`)
    expect(attempt()).toEqual(E.left(failure('ViewsFull', file)))
    expect(database.prepare('SELECT count(*) AS n FROM d_1').get()).toEqual({ n: 2_000 })
    database.exec('PRAGMA max_page_count = 1000000')
    expect(attempt()).toEqual(E.right(1_000))
    database.close()
  })
})
