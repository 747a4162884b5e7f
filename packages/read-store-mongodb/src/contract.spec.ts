import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readStoreContract } from '@deskledger/read-store/contract'
import { mongoDb } from '@deskledger/servers'
import { opener } from './servers.spec.kit.ts'

const server = await mongoDb()
afterAll(() => server.stop())

// a stand-in has a file of its own, which runs whatever else there is
const own = `contract-${server.kind}.spec.ts`
if (existsSync(join(import.meta.dirname, own)))
  it(`runs in ${own}: nothing nearer to MongoDB is to be had here`, () => {
    expect(['secantusdb', 'mongo-java-server']).toContain(server.kind)
  })
else readStoreContract(`a read store in MongoDB ${server.version}`, () => opener(server)())
