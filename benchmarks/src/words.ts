import { keeps, ratioOf, type Demand, type Figure, type Report } from './figure.ts'
import type { Machine } from './machine.ts'

export interface Results {
  readonly machine: Machine
  readonly quick: boolean
  readonly seconds: number
  readonly figures: readonly Measured[]
}

interface Measured extends Report {
  readonly name: string
  readonly what: string
}

const number = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))

const demanded = ({ of, atLeast, atMost }: Demand): string =>
  `${of === 'ratio' ? 'ratio ' : ''}${atLeast === undefined ? `≤ ${number(atMost ?? NaN)}` : `≥ ${number(atLeast)}`}`

const verdict = (figure: Figure, demand: Demand | undefined): string =>
  demand === undefined ? '' : `${demanded(demand)} ${keeps(figure, demand) === true ? 'kept' : '**missed**'}`

const row = (figure: Figure): string => {
  const { name, value, unit, baseline, demand, aim } = figure
  const ratio = ratioOf(figure)
  const against = baseline === undefined ? '' : `${baseline.name}: ${number(baseline.value)}`
  const cells = [name, `${number(value)} ${unit}`, against, ratio === null ? '' : number(ratio)]
  return `| ${[...cells, verdict(figure, demand), verdict(figure, aim)].join(' | ')} |`
}

const table = (rows: readonly Figure[]): readonly string[] =>
  rows.length === 0
    ? []
    : [
        '',
        '| figure | value | baseline | ratio | must hold | aim |',
        '| --- | --- | --- | --- | --- | --- |',
        ...rows.map(row),
      ]

/** The results as a page: a table a benchmark, what is demanded and hoped for, kept or missed. */
export const inWords = ({ machine, quick, seconds, figures }: Results): string => {
  const { processor, cores, memoryGiB, platform, node, sqlite, date } = machine
  return [
    '# Benchmark results',
    '',
    `${date}, ${processor}, ${cores} cores, ${memoryGiB} GiB, ${platform}, Node ${node}, SQLite ${sqlite}; ` +
      `${quick ? 'quick sizes, ' : ''}${Math.round(seconds)} s in all.`,
    'Baselines are the leanest loop on the same library and disk that does the irreducible work, measured in the same run.',
    ...figures.flatMap(({ name, what, notes, figures: rows }) => [
      '',
      `## ${name}`,
      '',
      what,
      ...notes.flatMap((sentence) => ['', sentence]),
      ...table(rows),
    ]),
  ].join('\n')
}
