import { randomBytes } from 'node:crypto'
import { mongoDb, type TestMongoDb } from '@deskledger/servers'
import { startChild } from '../child.ts'
import { logServer, type LedgerPlace, type LogServer } from './programs.ts'
import { openDriver } from './raw-documents.ts'

type Note = (sentence: string) => void

const LOGS: Readonly<Record<LogServer['kind'], (version: string) => string>> = {
  url: () => 'EventStoreDB: the server of the URL given.',
  docker: (version) => `EventStoreDB: ${version} in Docker.`,
  double: (version) =>
    `EventStoreDB: the protocol double, which passes for ${version}, in a process of its own; no server ran.`,
}

/** A log for a benchmark, with the name of a ledger that is not there yet; its server is in another process. */
export interface Log extends LedgerPlace {
  readonly stop: () => Promise<void>
}

/** Milliseconds that a busy machine may take to answer: what is slow shows in the figures, and ends nothing. */
export const PATIENCE = 120_000

/** Names of ledgers are as long as each other, so that streams are. */
export const newLedger = (): string => `bench${randomBytes(4).toString('hex')}`

export const openLog = async (note: Note): Promise<Log> => {
  const child = startChild(logServer, {})
  const { kind, version, url } = await child.next()
  note(LOGS[kind](version))
  return { url, ledger: newLedger(), stop: child.end }
}

const DOCUMENTS: Readonly<Record<TestMongoDb['kind'], string>> = {
  url: 'the server of the URL given',
  docker: 'in Docker',
  mongod: 'a mongod of this machine',
  secantusdb: 'none ran, the stand-in SecantusDB did',
  'mongo-java-server': 'none ran, the stand-in mongo-java-server did',
}

/** A MongoDB for a benchmark, or what stands in for it; always a process of its own. */
export const openDocuments = async (note: Note): Promise<TestMongoDb> => {
  const server = await mongoDb()
  note(`MongoDB: ${DOCUMENTS[server.kind]}, version ${server.version}.`)
  return server
}

/** What stands in for MongoDB does not say which modules it was built with. */
export const isMongoDb = async (url: string): Promise<boolean> => {
  const driver = openDriver(url)
  const said = await driver.client.db('admin').command({ buildInfo: 1 })
  await driver.close()
  return Array.isArray(said['modules'])
}
