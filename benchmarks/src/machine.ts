import { isBuiltin } from 'node:module'
import { cpus, totalmem } from 'node:os'
import { openRaw } from './sqlite.ts'

/** What the figures were measured on. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryGiB: number
  readonly platform: string
  readonly node: string
  readonly sqlite: string
  readonly date: string
}

export const machine = (): Machine => {
  const database = openRaw(':memory:')
  const sqlite = String(database.prepare('SELECT sqlite_version() AS version').get()?.['version'])
  database.close()
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    sqlite: `${sqlite} (${isBuiltin('node:sqlite') ? 'node:sqlite' : '@photostructure/sqlite'})`,
    date: new Date().toISOString().slice(0, 10),
  }
}
