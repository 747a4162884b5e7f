import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { readStoreContract } from '@deskledger/read-store/contract'
import { openSqliteReadStore } from './index.ts'
import { ownLane } from './lane.ts'
import { storeOn } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-store-'))
let files = 0
const nextFile = () => join(folder, `${files++}.db`)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

readStoreContract('a read store in a SQLite file', async () => {
  const store = await openSqliteReadStore(nextFile())()
  return E.isRight(store) ? store.right : Promise.reject(new Error(store.left.message))
})

readStoreContract('a read store in a SQLite file that is written in the same thread', () =>
  Promise.resolve(storeOn({ file: nextFile(), readonly: false, busyTimeout: 5_000, createIfMissing: true }, ownLane)),
)
