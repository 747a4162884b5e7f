import * as E from 'fp-ts/lib/Either.js'
import type { ViewFailure } from '@deskledger/read-store'
import { mongoDb, type MongoDbKind, type MongoDbOptions, type TestMongoDb } from '@deskledger/servers'
import { openMongoDbReadStore, type MongoDbReadStore, type MongoDbReadStoreOptions } from './index.ts'

// stand-ins take some hundred guarded writes a second where other tests run at once; the first time they are installed
import.meta.jest.setTimeout(300_000)

/** The answer; a failure fails the test with its sentence. */
export const right = <A>(answer: E.Either<ViewFailure, A>): A => {
  if (E.isLeft(answer)) throw new Error(`${answer.left.type}: ${answer.left.message}`)
  return answer.right
}

/** Both stand-ins, and the server of the URL where one is given. */
export const everyKind: readonly MongoDbKind[] = [
  'secantusdb',
  'mongo-java-server',
  ...(process.env['DESKLEDGER_TEST_MONGODB_URL'] === undefined ? [] : (['url'] as const)),
]

/** A position that sorts as its number does. */
export const at = (n: number): string => String(n).padStart(20, '0')

// the same of a bulk of a thousand
const PATIENCE = 60_000

/** Opens empty stores that nobody else uses. */
export const opener =
  (server: TestMongoDb) =>
  async (more: MongoDbReadStoreOptions = {}): Promise<MongoDbReadStore> =>
    right(await openMongoDbReadStore(server.url, { database: server.newDatabase(), patience: PATIENCE, ...more })())

/** One server for the specs of a file, given back after them. */
export const serverForSpecs = (options?: MongoDbOptions) => {
  let server: TestMongoDb | undefined
  beforeAll(async () => {
    server = await mongoDb(options)
  })
  afterAll(() => server?.stop())
  const running = (): TestMongoDb => {
    if (server === undefined) throw new Error('the server has not started')
    return server
  }
  return { running, open: (more?: MongoDbReadStoreOptions) => opener(running())(more) }
}
