import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchmarks } from './benchmarks.ts'

/** Runs one benchmark in an empty folder; its figures are the only thing on standard output. */
const folder = mkdtempSync(join(tmpdir(), 'deskledger-bench-'))
const [, , name, ...options] = process.argv
const benchmark = benchmarks.find((one) => one.name === name)
if (benchmark === undefined) throw new Error(`there is no benchmark ${String(name)}`)
try {
  const figures = await benchmark.run({ quick: options.includes('--quick'), folder })
  process.stdout.write(JSON.stringify(figures))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
