import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchmarks } from './benchmarks.ts'
import { keeps, type Benchmark, type Report } from './figure.ts'
import { machine } from './machine.ts'
import { scaleOf } from './scale.ts'
import { inWords, type Results } from './words.ts'

/**
 * Runs every benchmark in a process of its own, and writes results.json and results.md beside this package; with names of
 * benchmarks or parts it runs those, and writes nothing.
 */
const quick = process.argv.includes('--quick')
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const stray = process.argv.find((argument) => argument.startsWith('--') && argument !== '--quick')
if (stray !== undefined)
  throw new Error(`There is no option ${stray}. Name benchmarks or parts; --quick makes all of them small.`)
const isNamed = (name: string) => (one: Pick<Benchmark, 'name' | 'part'>) => one.name === name || one.part === name
const unknown = wanted.find((name) => !benchmarks.some(isNamed(name)))
if (unknown !== undefined) {
  const known = new Set(benchmarks.flatMap(({ name, part }) => (part === undefined ? [name] : [part, name])))
  throw new Error(`There is no benchmark ${unknown}. There are: ${[...known].join(', ')}.`)
}
const chosen = benchmarks.filter((one) => wanted.length === 0 || wanted.some((name) => isNamed(name)(one)))
const isWhole = !quick && scaleOf(quick) === 1

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

const started = performance.now()
const figures = chosen.map(({ name, what }) => {
  process.stderr.write(`${name}: ${what}\n`)
  return { name, what, ...reportOf(name) }
})
const results: Results = { machine: machine(), quick: !isWhole, seconds: (performance.now() - started) / 1000, figures }
const words = inWords(results)
process.stdout.write(`${words}\n`)
if (wanted.length === 0) {
  const folder = join(import.meta.dirname, '..')
  const base = isWhole ? 'results' : 'results-quick'
  writeFileSync(join(folder, `${base}.json`), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(join(folder, `${base}.md`), `${words}\n`)
}
const missed = figures.flatMap((one) => one.figures).filter((figure) => keeps(figure, figure.demand) === false)
process.stderr.write(
  missed.length === 0 ? 'Every demand is kept.\n' : `Missed: ${missed.map(({ name }) => name).join('; ')}\n`,
)
