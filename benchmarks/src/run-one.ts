import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { benchmarks } from './benchmarks.ts'
import type { Report } from './figure.ts'
import { scaleOf } from './scale.ts'

// As the command line sets it: else the engine takes memory as long as the machine has some.
setFlagsFromString('--heap-growing-percent=20')

/** Runs one benchmark in an empty folder; its report is the only thing on standard output. */
const folder = mkdtempSync(join(tmpdir(), 'deskledger-bench-'))
const [, , name, ...options] = process.argv
const benchmark = benchmarks.find((one) => one.name === name)
if (benchmark === undefined) throw new Error(`there is no benchmark ${String(name)}`)
try {
  const notes: string[] = []
  const quick = options.includes('--quick')
  const figures = await benchmark.run({
    quick,
    scale: scaleOf(quick),
    folder,
    note: (sentence) => notes.push(sentence),
  })
  const report: Report = { figures, notes }
  process.stdout.write(JSON.stringify(report))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
