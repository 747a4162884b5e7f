import { merged, resultsIn, type Measured, type Results } from './results.ts'
import { inWords } from './words.ts'

const here = {
  processor: 'One',
  cores: 2,
  memoryGiB: 24,
  platform: 'linux x64',
  node: 'v20.20.2',
  sqlite: '3.53.0',
  date: '2026-12-01',
}
const earlier = { ...here, date: '2026-11-21' }
const elsewhere = { ...earlier, processor: 'Other', cores: 8 }

const measured = (name: string, value: number, more: Partial<Measured> = {}): Measured => ({
  name,
  what: `What ${name} is.`,
  machine: here,
  seconds: 12,
  figures: [{ name: `${name}, median`, value, unit: 'ms' }],
  notes: [],
  ...more,
})
const results = (...figures: readonly Measured[]): Results => ({ quick: false, figures })
const names = ['lists', 'starting', 'api-reading']

describe('results of one run for all', () => {
  const older = JSON.stringify({
    machine: earlier,
    quick: false,
    seconds: 214,
    figures: [{ name: 'lists', what: 'What lists is.', figures: [], notes: ['One note.'] }],
  })

  it('are read as measured on that day, in a time that nobody noted', () => {
    expect(resultsIn(older).figures).toEqual([
      { name: 'lists', what: 'What lists is.', machine: earlier, seconds: null, figures: [], notes: ['One note.'] },
    ])
  })

  it('keep their day beside what was measured later', () => {
    const page = inWords(merged(resultsIn(older), results(measured('starting', 3)), names))
    expect(page).toContain('What lists is. Measured on 2026-11-21.\n\nOne note.')
    expect(page).toContain('What starting is. Measured on 2026-12-01 in 12 s.')
  })
})

describe('results that were written', () => {
  it('are read as they were', () => {
    const written = results(measured('lists', 1, { machine: elsewhere }), measured('starting', 2))
    expect(resultsIn(JSON.stringify(written))).toEqual(written)
  })

  it.each(['{}', '[]', 'null', '7', '{"figures":{}}'])('and are none, such as %s, are refused', (text) => {
    expect(() => resultsIn(text)).toThrow('These are no results of benchmarks')
  })

  it('without a machine anywhere are refused by name', () => {
    expect(() => resultsIn('{"figures":[{"name":"lists","what":"","figures":[]}]}')).toThrow('The results of lists')
  })
})

describe('what was measured now', () => {
  const before = results(measured('api-reading', 1), measured('lists', 2), measured('renamed since', 3))

  it('replaces what was measured before, and leaves the others, in the order of all', () => {
    const now = results(measured('starting', 4), measured('api-reading', 5))
    const { figures } = merged(before, now, names)
    expect(figures.map(({ name, figures: [first] }) => [name, first?.value])).toEqual([
      ['lists', 2],
      ['starting', 4],
      ['api-reading', 5],
    ])
  })
})

describe('the page', () => {
  it('names the machine of most at its head, and another where it differs', () => {
    const page = inWords(
      results(measured('lists', 1, { machine: elsewhere }), measured('starting', 2), measured('api-reading', 3)),
    )
    expect(page).toMatch(/^# Benchmark results\n\nOne, 2 cores, 24 GiB, linux x64, Node v20.20.2, SQLite 3.53.0\. /)
    expect(page).toContain('What lists is. Measured on 2026-11-21 in 12 s, on another machine: Other, 8 cores')
    expect(page).toContain('What starting is. Measured on 2026-12-01 in 12 s.\n')
    expect(page.split('\n').slice(0, 4).join('\n')).not.toContain('2026-')
  })

  it('says that sizes were quick', () => {
    expect(inWords({ ...results(measured('lists', 1)), quick: true })).toContain('3.53.0; quick sizes. Each')
  })
})
