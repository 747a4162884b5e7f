import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { MongoClient } from 'mongodb'
import { spawnGuarded, type Guarded } from './guarded.ts'
import { run } from './programs.ts'
import { Lacking, type Start } from './test-mongo-db.ts'

const START = 60_000

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })

const isWritable = async (client: MongoClient): Promise<boolean> =>
  (await client.db('admin').command({ hello: 1 }))['isWritablePrimary'] === true

/** Waits until the only member of the set takes writes; makes the set the first time. */
const whenWritable = async (url: string, host: string): Promise<void> => {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: START })
  const end = Date.now() + START
  try {
    await client
      .db('admin')
      .command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host }] } })
      .catch((error: unknown) => {
        if (!(error instanceof Error && 'codeName' in error && error.codeName === 'AlreadyInitialized')) throw error
      })
    while (!(await isWritable(client))) {
      if (Date.now() > end) throw new Lacking('its replica set had no primary within a minute')
      await pause(100)
    }
  } finally {
    await client.close()
  }
}

/** `mongod` on PATH as a replica set of one, in a temporary folder. */
export const startMongod: Start = async () => {
  if ('trouble' in (await run('mongod', ['--version']))) throw new Lacking('there is no mongod on PATH')
  const folder = await mkdtemp(join(tmpdir(), 'mongod-'))
  const port = await freePort()
  const host = `127.0.0.1:${port}`
  const url = `mongodb://${host}/?directConnection=true`
  const place = ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'rs0', '--quiet']
  const start = async (): Promise<Guarded> => {
    const guarded = spawnGuarded('mongod', place)
    await Promise.race([whenWritable(url, host), guarded.failed])
    return guarded
  }
  let guarded = await start()
  return {
    url,
    stop: async () => {
      await guarded.stop()
      await rm(folder, { recursive: true, force: true })
    },
    kill: () => guarded.kill(),
    startAgain: async () => {
      guarded = await start()
    },
  }
}
