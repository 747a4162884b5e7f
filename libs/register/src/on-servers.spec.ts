import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { bundledLog, importLedger, importLog, mappingNamed } from '@deskledger/importing'
import { canonicalJson, type StoredEvent } from '@deskledger/kernel'
import { incidentReport } from '@deskledger/reports'
import { eventStoreDb, mongoDb, type TestEventStoreDb, type TestMongoDb } from '@deskledger/servers'
import { openAt, openFolder, type OpenLedger } from './index.ts'
import { agreesWithTheOracle } from './oracle.spec.kit.ts'

/** Rows of the bundled log that every run takes; `DESKLEDGER_TEST_WHOLE_LOG=1` takes all of them, in some minutes. */
const ROWS = 600
const whole = process.env['DESKLEDGER_TEST_WHOLE_LOG'] === '1'

const root = mkdtempSync(join(tmpdir(), 'on-servers-'))
let log: TestEventStoreDb
let documents: TestMongoDb
beforeAll(async () => {
  ;[log, documents] = await Promise.all([eventStoreDb(), mongoDb({ standIn: 'mongo-java-server' })])
}, 120_000)
afterAll(async () => {
  await Promise.all([log.stop(), documents.stop()])
  rmSync(root, { recursive: true, force: true })
})

const orThrow = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}
/** A ledger of its own on the servers. */
const onServers = async (name: string): Promise<OpenLedger> =>
  orThrow(await openAt({ events: log.url, views: documents.url, name }))
const inFolder = async (name: string): Promise<OpenLedger> =>
  orThrow(await openFolder(join(root, name), { create: true }))

const beginning = (): string => {
  const path = join(root, 'log.csv')
  const lines = gunzipSync(readFileSync(bundledLog.path)).toString().split('\n')
  writeFileSync(path, lines.slice(0, ROWS + 1).join('\n'))
  return path
}

const imported = async ({ ledger }: OpenLedger, input: string) => {
  const ask = (asks: Parameters<typeof ledger.askAll>[0]) =>
    TE.mapLeft((trouble: { readonly type: string }) => ({ type: trouble.type, message: JSON.stringify(trouble) }))(() =>
      ledger.askAll(asks),
    )
  const result = orThrow(await importLog({ input, mapping: orThrow(await mappingNamed('servicenow')), ask }))
  orThrow(await ledger.catchUp())
  return result
}

const all = async ({ events }: OpenLedger): Promise<readonly StoredEvent[]> => {
  const found: StoredEvent[] = []
  for (let after = ''; ;) {
    const batch = orThrow(await events.readAll({ after })())
    found.push(...batch.events)
    if (batch.caughtUp) return found
    after = batch.position
  }
}
/** What `export` writes. */
const exported = async (opened: OpenLedger): Promise<readonly string[]> =>
  (await all(opened)).map((event) => canonicalJson({ ...event, position: undefined }))

/** Hash and size of every table of every read model, built anew and found the same as the one in use. */
const tablesOf = async ({ ledger }: OpenLedger) => {
  const rebuilt = orThrow(await ledger.rebuild())
  expect(rebuilt.map(({ readModel, compared }) => [readModel, compared])).toEqual(
    rebuilt.map(({ readModel }) => [readModel, true]),
  )
  return rebuilt.flatMap(({ tables }) => tables)
}

const verified = async ({ ledger, scratch }: OpenLedger) => {
  const { views, dispose } = orThrow(await scratch())
  const verification = orThrow(await ledger.verify(views))
  await dispose()
  return verification
}

describe('one ledger, in a folder and on servers', () => {
  it('has the same streams, hashes, export, read models and figures, there and back again', async () => {
    const here = await inFolder('here')
    await imported(here, beginning())
    const lines = await exported(here)
    const there = await onServers('copied')
    expect(
      await importLedger({ input: Readable.from([Buffer.from(`${lines.join('\n')}\n`)]), store: there.events }),
    ).toMatchObject({ right: { events: lines.length, repeatedEvents: 0 } })
    orThrow(await there.ledger.catchUp())
    expect(await exported(there)).toEqual(lines)
    expect(await tablesOf(there)).toEqual(await tablesOf(here))
    expect(orThrow(await incidentReport(there.ledger.views)())).toEqual(
      orThrow(await incidentReport(here.ledger.views)()),
    )
    const verification = await verified(there)
    expect(verification).toMatchObject({ ok: true, firstDifference: null, events: lines.length })
    expect(verification).toEqual(await verified(here))
    const back = await inFolder('back')
    const again = Readable.from([Buffer.from(`${(await exported(there)).join('\n')}\n`)])
    expect(await importLedger({ input: again, store: back.events })).toMatchObject({ _tag: 'Right' })
    expect(await exported(back)).toEqual(lines)
    await Promise.all([here, there, back].map(({ close }) => close()))
  }, 300_000)
  it('is imported from a log with the same rows, events and figures, and adds nothing when imported again', async () => {
    const [here, there] = [await inFolder('imported'), await onServers('imported')]
    const input = beginning()
    const [first, second] = [await imported(here, input), await imported(there, input)]
    expect({ ...second, seconds: 0 }).toEqual({ ...first, seconds: 0 })
    expect(orThrow(await incidentReport(there.ledger.views)())).toEqual(
      orThrow(await incidentReport(here.ledger.views)()),
    )
    const count = (await all(there)).length
    expect(await imported(there, input)).toMatchObject({ repeatedRows: first.rows })
    expect(await all(there)).toHaveLength(count)
    await Promise.all([here, there].map(({ close }) => close()))
  }, 300_000)
})

if (whole) agreesWithTheOracle('into servers', () => onServers('whole'))
