import { chosenBy } from './choosing.ts'

const all = [
  { name: 'lists' },
  { name: 'starting' },
  { name: 'api-reading', part: 'api' },
  { name: 'api-writing', part: 'api' },
]
const chosen = (...typed: readonly string[]) => {
  const { benchmarks, ...rest } = chosenBy(typed, all)
  return { names: benchmarks.map(({ name }) => name), ...rest }
}

describe('what was typed', () => {
  it('and was nothing measures everything, and writes it', () => {
    const names = ['lists', 'starting', 'api-reading', 'api-writing']
    expect(chosen()).toEqual({ names, quick: false, writes: 'all' })
    expect(chosen('--quick')).toEqual({ names, quick: true, writes: 'all' })
  })

  it('names benchmarks and parts, which run in their usual order and write nothing', () => {
    expect(chosen('api', 'lists')).toEqual({
      names: ['lists', 'api-reading', 'api-writing'],
      quick: false,
      writes: 'nothing',
    })
  })

  it('puts what it names into the results with --update', () => {
    expect(chosen('starting', '--update')).toEqual({ names: ['starting'], quick: false, writes: 'these' })
  })

  it.each([
    [['list'], 'There is no benchmark list. There are: lists, starting, api, api-reading, api-writing.'],
    [['lists', '--fast'], 'There is no option --fast.'],
    [['--update'], 'Name what --update is to measure.'],
  ])('%j is refused in a sentence', (typed, sentence) => {
    expect(() => chosen(...typed)).toThrow(sentence)
  })
})
