import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Benchmark, Figure } from './figure.ts'

const cli = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url))

const medianOf = (command: readonly string[]): number => {
  const took = Array.from({ length: 11 }, () => {
    const started = performance.now()
    spawnSync(process.execPath, command)
    return performance.now() - started
  })
  return took.toSorted((a, b) => a - b)[5] ?? NaN
}

const run = (): Promise<readonly Figure[]> => {
  const node = medianOf(['--eval', '0'])
  const help = medianOf([cli, '--help'])
  return Promise.resolve([
    {
      name: 'deskledger --help, median',
      value: help,
      unit: 'ms',
      baseline: { name: 'node doing nothing, ms', value: node },
      demand: { of: 'value', atMost: 300 },
    },
  ])
}

export const starting: Benchmark = {
  name: 'starting',
  what: 'The command line, built, from its start to its end.',
  run,
}
