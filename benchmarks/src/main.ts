import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchmarks } from './benchmarks.ts'
import { chosenBy } from './choosing.ts'
import { keeps, type Benchmark, type Report } from './figure.ts'
import { machine } from './machine.ts'
import { merged, resultsIn, type Measured, type Results } from './results.ts'
import { scaleOf } from './scale.ts'
import { inWords } from './words.ts'

/**
 * Runs every benchmark in a process of its own, and writes results.json and results.md beside this package; with names of
 * benchmarks or parts it runs those, and writes nothing, or with --update puts them into the results.
 */
const { benchmarks: chosen, quick, writes } = chosenBy(process.argv.slice(2), benchmarks)
const isWhole = !quick && scaleOf(quick) === 1
if (writes === 'these' && !isWhole)
  throw new Error('Results hold whole sizes alone: take --update, or --quick and DESKLEDGER_BENCH_SCALE.')

const reportOf = (name: string): Report => {
  const run = join(import.meta.dirname, `run-one.${import.meta.filename.endsWith('.ts') ? 'ts' : 'js'}`)
  const child = spawnSync(process.execPath, ['--expose-gc', run, name, ...(quick ? ['--quick'] : [])], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
  })
  if (child.status !== 0) throw new Error(`the benchmark ${name} ended with ${String(child.status ?? child.signal)}`)
  return JSON.parse(child.stdout) as Report
}

const measured = ({ name, what }: Benchmark): Measured => {
  process.stderr.write(`${name}: ${what}\n`)
  const started = performance.now()
  const report = reportOf(name)
  return { name, what, machine: machine(), seconds: (performance.now() - started) / 1000, ...report }
}

const write = (base: string, results: Results): void => {
  const file = join(import.meta.dirname, '..', base)
  writeFileSync(`${file}.json`, `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(`${file}.md`, `${inWords(results)}\n`)
}

/** What was written before; looked at first, so that nothing is measured in vain. */
const before = (): Results => {
  const file = join(import.meta.dirname, '..', 'results.json')
  return existsSync(file) ? resultsIn(readFileSync(file, 'utf8')) : { quick: false, figures: [] }
}

const names = benchmarks.map(({ name }) => name)
const kept = writes === 'these' ? before() : undefined
const results: Results = { quick: !isWhole, figures: chosen.map(measured) }
process.stdout.write(`${inWords(results)}\n`)
if (writes === 'all') write(isWhole ? 'results' : 'results-quick', results)
if (kept !== undefined) write('results', merged(kept, results, names))
const missed = results.figures.flatMap((one) => one.figures).filter((figure) => keeps(figure, figure.demand) === false)
process.stderr.write(
  missed.length === 0 ? 'Every demand is kept.\n' : `Missed: ${missed.map(({ name }) => name).join('; ')}\n`,
)
