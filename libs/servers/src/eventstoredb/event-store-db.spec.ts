import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventStoreDBClient } from '@eventstore/db-client'
import { eventStoreDb } from './event-store-db.ts'
import { event, failing } from './double.spec.kit.ts'

const VARIABLES = [
  'DESKLEDGER_TEST_EVENTSTOREDB_URL',
  'DESKLEDGER_TEST_EVENTSTOREDB',
  'DESKLEDGER_TEST_EVENTSTOREDB_IMAGE',
  'DESKLEDGER_TEST_SERVERS_FILE',
  'PATH',
]

/** The environment as given for as long as it is used; no program is on the path, so there is no Docker. */
const inEnvironment = async (values: Readonly<Record<string, string>>, use: () => Promise<void>): Promise<void> => {
  const before = VARIABLES.map((name) => [name, process.env[name]] as const)
  const set = (name: string, value: string | undefined) => {
    if (value === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = value
  }
  for (const name of VARIABLES) set(name, undefined)
  for (const [name, value] of Object.entries({ PATH: '/nowhere', ...values })) set(name, value)
  try {
    await use()
  } finally {
    for (const [name, value] of before) set(name, value)
  }
}

it('a URL in the environment goes first', () =>
  inEnvironment({ DESKLEDGER_TEST_EVENTSTOREDB_URL: 'esdb://db.example:2113?tls=true' }, async () => {
    const server = await eventStoreDb()
    expect(server).toMatchObject({ kind: 'url', url: 'esdb://db.example:2113?tls=true' })
    expect(server.double).toBeUndefined()
    await server.stop()
  }))

it('without URL and Docker the double serves, with its switches', () =>
  inEnvironment({}, async () => {
    const server = await eventStoreDb()
    const client = EventStoreDBClient.connectionString(server.url)
    await client.appendToStream('s', event('A'))
    expect(server).toMatchObject({ kind: 'double', version: '24.10.0' })
    expect([...(server.double?.log.scan() ?? [])].at(-1)).toMatchObject({ stream: 's', type: 'A' })
    await client.dispose()
    await server.stop()
  }))

it('the double can be asked for, whatever else there is', () =>
  inEnvironment(
    { DESKLEDGER_TEST_EVENTSTOREDB_URL: 'esdb://db.example:2113', DESKLEDGER_TEST_EVENTSTOREDB: 'double' },
    async () => {
      const server = await eventStoreDb()
      expect(server.kind).toBe('double')
      await server.stop()
    },
  ))

it('what was asked for and cannot be had fails, and says what is lacking', () =>
  inEnvironment({ DESKLEDGER_TEST_EVENTSTOREDB: 'docker' }, async () => {
    expect(String(await failing(eventStoreDb()))).toMatch(/There is no EventStoreDB to test with\. docker: .*docker/)
    expect(String(await failing(eventStoreDb({ kind: 'url' })))).toContain(
      'DESKLEDGER_TEST_EVENTSTOREDB_URL is not set',
    )
  }))

it('a kind nobody knows fails', () =>
  inEnvironment({ DESKLEDGER_TEST_EVENTSTOREDB: 'podman' }, async () => {
    expect(String(await failing(eventStoreDb()))).toContain("'podman'; it must be one of url, docker, double")
  }))

it('what ran is noted where a file for it is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ran-'))
  const file = join(folder, 'ran.txt')
  await inEnvironment({ DESKLEDGER_TEST_SERVERS_FILE: file }, async () => {
    const server = await eventStoreDb()
    await server.stop()
  })
  expect(readFileSync(file, 'utf8')).toBe('EventStoreDB: the protocol double, no server (24.10.0)\n')
  rmSync(folder, { recursive: true })
})
