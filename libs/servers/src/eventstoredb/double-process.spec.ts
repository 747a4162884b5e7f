import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventStoreDBClient } from '@eventstore/db-client'
import { startDoubleProcess } from './double-process.ts'
import { collect, event, typesOf } from './double.spec.kit.ts'

const inFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'double-'))
  try {
    await use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a double in a process of its own', () => {
  it('killed and started again on its folder, has all that it acknowledged, on the same port', () =>
    inFolder(async (folder) => {
      const server = await startDoubleProcess({ folder })
      const client = EventStoreDBClient.connectionString(server.url)
      const acknowledged: string[] = []
      for (let i = 0; i < 5; i++) {
        await client.appendToStream('s', [event(`A${i}`), event(`B${i}`)], { expectedRevision: 'any' })
        acknowledged.push(`A${i}`, `B${i}`)
      }
      await server.kill()
      await server.start()
      const again = EventStoreDBClient.connectionString(server.url)
      expect(typesOf(await collect(again.readStream('s')))).toEqual(acknowledged)
      await again.dispose()
      await server.stop()
    }))

  it('ends when whoever started it lets go of it', async () => {
    const server = await startDoubleProcess()
    const { pid } = server
    expect(isAlive(pid)).toBe(true)
    await server.stop()
    expect(isAlive(pid)).toBe(false)
  })
})
