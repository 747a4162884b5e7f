import { randomUUID } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { noteRan } from '../ran.ts'
import { startInDocker } from './docker.ts'
import { startMongoJavaServer } from './mongo-java-server.ts'
import { startMongod } from './mongod.ts'
import { startSecantusDb } from './secantusdb.ts'
import { KINDS, Lacking, REAL, STAND_INS } from './test-mongo-db.ts'
import type { MongoDbKind, StandIn, Start, Started, TestMongoDb } from './test-mongo-db.ts'

const URL_VARIABLE = 'DESKLEDGER_TEST_MONGODB_URL'
const KIND_VARIABLE = 'DESKLEDGER_TEST_MONGODB'

const startByUrl: Start = () => {
  const url = process.env[URL_VARIABLE]
  return url === undefined || url === ''
    ? Promise.reject(new Lacking(`${URL_VARIABLE} is not set`))
    : Promise.resolve({ url, stop: () => Promise.resolve() })
}

const starts: Readonly<Record<MongoDbKind, Start>> = {
  url: startByUrl,
  docker: startInDocker,
  mongod: startMongod,
  secantusdb: startSecantusDb,
  'mongo-java-server': startMongoJavaServer,
}

const onClient = async <A>(url: string, ask: (client: MongoClient) => Promise<A>): Promise<A> => {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 20_000 })
  try {
    return await ask(client)
  } finally {
    await client.close()
  }
}

const versionOf = (url: string): Promise<string> =>
  onClient(url, async (client) => String((await client.db('admin').command({ buildInfo: 1 }))['version']))

const ready = async (kind: MongoDbKind, started: Started): Promise<TestMongoDb> => {
  const names: string[] = []
  const version = await versionOf(started.url).catch(async (error: unknown) => {
    await started.stop()
    throw error
  })
  noteRan(`MongoDB: ${kind}, version ${version}`)
  return {
    ...started,
    kind,
    version,
    newDatabase: () => {
      const name = `test-${randomUUID().slice(0, 8)}`
      names.push(name)
      return name
    },
    stop: async () => {
      // what was started here goes with its data
      if (kind === 'url')
        await onClient(started.url, (client) => Promise.all(names.map((name) => client.db(name).dropDatabase())))
      await started.stop()
    },
  }
}

const isKind = (text: string): text is MongoDbKind => KINDS.some((kind) => kind === text)

export interface MongoDbOptions {
  /** this kind or none; default: what DESKLEDGER_TEST_MONGODB says, else the first that can be had */
  readonly kind?: MongoDbKind
  /**
   * the first to stand in where no MongoDB can be had; default: `secantusdb`, which keeps what it acknowledged.
   * `mongo-java-server` forgets all when it ends, and writes batches in a twentieth of the time.
   */
  readonly standIn?: StandIn
}

/** The kinds to try, in order. */
export const wantedKinds = ({ kind, standIn = 'secantusdb' }: MongoDbOptions): readonly MongoDbKind[] => {
  const forced = kind ?? process.env[KIND_VARIABLE] ?? ''
  if (forced === '') return [...REAL, standIn, ...STAND_INS.filter((other) => other !== standIn)]
  if (isKind(forced)) return [forced]
  throw new Error(`${KIND_VARIABLE} is '${forced}'; it must be one of ${KINDS.join(', ')}.`)
}

/**
 * A MongoDB for tests, or what stands in for it: the first that this machine can give. Rejects, naming what each lacks,
 * where it can give none: no test is skipped for want of a server.
 */
export const mongoDb = async (options: MongoDbOptions = {}): Promise<TestMongoDb> => {
  const lacks: string[] = []
  for (const kind of wantedKinds(options)) {
    try {
      return await ready(kind, await starts[kind]())
    } catch (error) {
      if (!(error instanceof Lacking)) throw error
      lacks.push(`${kind}: ${error.message}`)
    }
  }
  throw new Error(`There is no MongoDB to test with. ${lacks.join('; ')}. Provide one of these and test again.`)
}
