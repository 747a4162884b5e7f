import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { transformSync } from '@swc/core'
import { bundledLog } from '@deskledger/importing'
import { builtIn } from './built.spec.kit.ts'
import type { Import } from './import-sigkill.spec.child.ts'
import { streamsIn, views } from './scan.spec.kit.ts'

/** Rows of the bundled log. */
const ROWS = 800
const KILLS = 50

const root = mkdtempSync(join(tmpdir(), 'deskledger-import-sigkill-'))
afterAll(() => {
  rmSync(root, { recursive: true, force: true, maxRetries: 5 })
})
const transform = (source: string): string =>
  transformSync(source, { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }).code
const child = join(builtIn(root, transform), 'import-sigkill.spec.child.js')
const mapping = fileURLToPath(new URL('../../importing/mappings/servicenow.json', import.meta.url))

const log = join(root, 'log.csv')
const lines = gunzipSync(readFileSync(bundledLog.path)).toString().split('\n')
writeFileSync(log, lines.slice(0, ROWS + 1).join('\n'))

/** Imports, and is killed so many milliseconds after its ledger is open; undefined: it is left alone. */
const live = (
  folder: string,
  death: number | undefined,
): Promise<{ readonly killed: boolean; readonly took: number }> => {
  const job: Import = [folder, log, mapping]
  const one = spawn(process.execPath, [child, ...job], { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  let opened = performance.now()
  one.stderr.on('data', (data: Buffer) => (errors += data.toString()))
  createInterface(one.stdout).on('line', () => {
    opened = performance.now()
    if (death !== undefined) setTimeout(() => one.kill('SIGKILL'), death)
  })
  return new Promise((resolve, reject) => {
    one.on('close', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL')
        resolve({ killed: signal === 'SIGKILL', took: performance.now() - opened })
      else reject(new Error(errors))
    })
  })
}

describe('an import that is killed at any moment, and started again', () => {
  it('leaves the streams and the documents of one that was not', async () => {
    const whole = join(root, 'whole')
    const { took } = await live(whole, undefined)
    const expected = streamsIn(whole)
    const rows = new Set(lines.slice(1, ROWS + 1).map((line) => line.split(',')[0]))
    expect(Object.keys(expected)).toHaveLength(rows.size)

    for (let kills = 0, ledgers = 0; kills < KILLS; ledgers++) {
      const folder = join(root, `killed-${ledgers}`)
      // However often it is started again, an import comes to its end: what is stored is skipped.
      while ((await live(folder, Math.random() * took)).killed) kills++
      expect(streamsIn(folder)).toEqual(expected)
      const { kept, fresh, ok } = await views(folder)
      expect(Object.keys(kept['incident-details'] ?? {})).toHaveLength(rows.size)
      expect(kept).toEqual(fresh)
      expect(ok).toBe(true)
      rmSync(folder, { recursive: true })
    }
  }, 600_000)
})
