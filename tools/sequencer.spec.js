import { existsSync } from 'node:fs'
import { join } from 'node:path'
import LongestFirst, { longest } from './sequencer.js'

const root = join(import.meta.dirname, '..')
const context = (sizes) => ({ config: { cache: false }, hasteFS: { getSize: (path) => sizes[path] ?? 0 } })
const order = (sizes, durations = {}) => {
  const sequencer = new LongestFirst()
  sequencer.time = ({ path }) => durations[path]
  sequencer.hasFailed = () => false
  const tests = Object.keys(sizes).map((path) => ({ path, context: context(sizes) }))
  return sequencer.sort(tests).map(({ path }) => path)
}

describe('the order of spec files', () => {
  const [first, second] = longest.map((file) => join(root, file))

  it('names files that are there, each once', () => {
    expect(longest.filter((file) => !existsSync(join(root, file)))).toStrictEqual([])
    expect(new Set(longest).size).toBe(longest.length)
  })
  it('begins with those that are known to be long, however small they are; the others come by their size', () => {
    const sizes = { '/a.spec.ts': 1, '/b.spec.ts': 900, [second]: 5, [first]: 4 }
    expect(order(sizes)).toStrictEqual([first, second, '/b.spec.ts', '/a.spec.ts'])
  })
  it('goes by what was measured here, where every file was', () => {
    const sizes = { '/a.spec.ts': 1, [second]: 5, [first]: 4 }
    expect(order(sizes, { '/a.spec.ts': 90, [second]: 30, [first]: 10 })).toStrictEqual(['/a.spec.ts', second, first])
  })
})
