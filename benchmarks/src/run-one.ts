import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { benchmarks } from './benchmarks.ts'

// As the command line sets it: else the engine takes memory as long as the machine has some.
setFlagsFromString('--heap-growing-percent=20')

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
