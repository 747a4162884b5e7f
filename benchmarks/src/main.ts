import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchmarks } from './benchmarks.ts'
import { keeps, type Figure } from './figure.ts'
import { machine } from './machine.ts'
import { inWords, type Results } from './words.ts'

/** Runs every benchmark in a process of its own, and writes results.json and results.md beside this package. */
const quick = process.argv.includes('--quick')
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const chosen = benchmarks.filter(({ name }) => wanted.length === 0 || wanted.includes(name))

const figuresOf = (name: string): readonly Figure[] => {
  const run = join(import.meta.dirname, `run-one.${import.meta.filename.endsWith('.ts') ? 'ts' : 'js'}`)
  const child = spawnSync(process.execPath, ['--expose-gc', run, name, ...(quick ? ['--quick'] : [])], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
  })
  if (child.status !== 0) throw new Error(`the benchmark ${name} ended with ${String(child.status ?? child.signal)}`)
  return JSON.parse(child.stdout) as readonly Figure[]
}

const started = performance.now()
const figures = chosen.map(({ name, what }) => {
  process.stderr.write(`${name}: ${what}\n`)
  return { name, what, figures: figuresOf(name) }
})
const results: Results = { machine: machine(), quick, seconds: (performance.now() - started) / 1000, figures }
const words = inWords(results)
process.stdout.write(`${words}\n`)
if (wanted.length === 0) {
  const folder = join(import.meta.dirname, '..')
  const base = quick ? 'results-quick' : 'results'
  writeFileSync(join(folder, `${base}.json`), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(join(folder, `${base}.md`), `${words}\n`)
}
const missed = figures.flatMap((one) => one.figures).filter((figure) => keeps(figure, figure.demand) === false)
process.stderr.write(
  missed.length === 0 ? 'Every demand is kept.\n' : `Missed: ${missed.map(({ name }) => name).join('; ')}\n`,
)
