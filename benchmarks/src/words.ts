import { keeps, ratioOf, type Demand, type Figure } from './figure.ts'
import type { Machine } from './machine.ts'
import type { Measured, Results } from './results.ts'

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

const placeOf = ({ processor, cores, memoryGiB, platform, node, sqlite }: Machine): string =>
  `${processor}, ${cores} cores, ${memoryGiB} GiB, ${platform}, Node ${node}, SQLite ${sqlite}`

/** Where most of them were measured; of two that have as many, the one that comes first. */
const usualPlace = (figures: readonly Measured[]): string => {
  const places = figures.map(({ machine }) => placeOf(machine))
  const counted = new Map<string, number>()
  for (const place of places) counted.set(place, (counted.get(place) ?? 0) + 1)
  return [...counted].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0])[0]
}

const measuredWords = ({ machine, seconds }: Measured, usual: string): string => {
  const place = placeOf(machine)
  const took = seconds === null ? '' : ` in ${number(seconds)} s`
  return `Measured on ${machine.date}${took}${place === usual ? '' : `, on another machine: ${place}`}.`
}

/** The results as a page: a table a benchmark, what is demanded and hoped for, kept or missed. */
export const inWords = ({ quick, figures }: Results): string => {
  const usual = usualPlace(figures)
  return [
    '# Benchmark results',
    '',
    `${usual}${quick ? '; quick sizes' : ''}. Each benchmark says when it was measured.`,
    'Baselines are the leanest loop on the same library and disk that does the irreducible work, measured in the same run.',
    ...figures.flatMap((one) => [
      '',
      `## ${one.name}`,
      '',
      `${one.what} ${measuredWords(one, usual)}`,
      ...one.notes.flatMap((sentence) => ['', sentence]),
      ...table(one.figures),
    ]),
  ].join('\n')
}
