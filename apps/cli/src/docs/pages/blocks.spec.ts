import { withOutputs } from './console-blocks.ts'
import { normal } from './normal.ts'
import { withRegions } from './regions.ts'
import { typedOf } from './typed.ts'

const page = (...lines: readonly string[]) =>
  ['# A page', '', '```console', ...lines, '```', '', '$ not a command'].join('\n')
const saying = (text: string) => () => Promise.resolve(text)

describe('a console block', () => {
  it('is left as it is when it shows what the command prints', async () => {
    const fresh = page('$ one', 'said', 'twice')
    expect(await withOutputs(fresh, saying('said\ntwice'))).toBe(fresh)
  })
  it('that is stale is rewritten', async () => {
    expect(await withOutputs(page('$ one', 'old', '', 'older', '$ two'), saying('new'))).toBe(
      page('$ one', 'new', '$ two', 'new'),
    )
  })
  it('runs its commands in order, with continued lines as one', async () => {
    const typed: string[] = []
    const text = page('$ one --a \\', '    --b', 'old', '$ two')
    const done = await withOutputs(text, (line) => {
      typed.push(line)
      return Promise.resolve('')
    })
    expect(typed).toStrictEqual(['one --a --b', 'two'])
    expect(done).toBe(page('$ one --a \\', '    --b', '$ two'))
  })
  it('may print what looks like the end of a line that goes on', async () => {
    const text = page('$ one', 'C:\\', 'D', '$ two', 'C:\\', 'D')
    expect(await withOutputs(text, saying('C:\\\nD'))).toBe(text)
  })
})

describe('a region', () => {
  const source = '// #region a\nconst a = 1\n// #endregion a\n// #region b\nconst b = 2\n// #endregion b\n'
  const read = () => source
  const shown = (code: string) => `<!-- region: x.ts b -->\n\n\`\`\`ts\n${code}\`\`\`\n\nmore\n`

  it('replaces what the page shows', () => {
    expect(withRegions(shown('const b = 1\n'), read)).toBe(shown('const b = 2\n'))
    expect(withRegions(shown(''), read)).toBe(shown('const b = 2\n'))
  })
  it('that is not there is an error', () => {
    expect(() => withRegions('<!-- region: x.ts c -->\n\n```ts\n```\n', read)).toThrow('There is no region c.')
  })
})

describe('an output', () => {
  const id = 'c5cb4de0-4198-564d-a0ed-8bf72860b625'
  const other = '59dd3242-dd21-553f-914a-2e1e320178e2'

  it('hides what differs from run to run, and nothing else', () => {
    const told = 'Imported 63,532 rows of 10,000 incidents as 96,647 events in 48.886 s (1,300 rows/s).'
    expect(normal(told, undefined)).toBe('Imported 63,532 rows of 10,000 incidents as 96,647 events in … s (… rows/s).')
    expect(normal('Time to resolve   mean 10 min 3 s (of 9,998)', undefined)).toBe(
      'Time to resolve   mean 10 min 3 s (of 9,998)',
    )
    expect(normal('0  2025-03-03 09:00:00  raised, recorded 2026-01-01T00:00:00.000Z, hash', undefined)).toBe(
      '0  2025-03-03 09:00:00  raised, recorded …, hash',
    )
  })
  it('leaves out how far something is', () => {
    const told =
      'Storing: 3,027 of 63,532 (4 %) rows, 5,627/s, about 11 s left\nBuilding read models: 1,500 events\nDone.\n'
    expect(normal(told, undefined)).toBe('Done.')
  })
  it('numbers ids that are made by chance, the same for the same', () => {
    const ids = new Map<string, number>()
    expect(normal(`${id} ${other}`, ids)).toBe('<id 1> <id 2>')
    expect(normal(other, ids)).toBe('<id 2>')
    expect(normal(id, undefined)).toBe(id)
  })
})

describe('a line', () => {
  it('is read as a shell reads it', () => {
    expect(
      typedOf(`deskledger incident raise --summary "Mail is down" --where group='Group 33' -x`).words,
    ).toStrictEqual(['deskledger', 'incident', 'raise', '--summary', 'Mail is down', '--where', 'group=Group 33', '-x'])
    expect(typedOf('deskledger export > a.jsonl')).toStrictEqual({
      words: ['deskledger', 'export'],
      into: 'a.jsonl',
      pipe: undefined,
    })
    expect(typedOf(`deskledger export | grep -o '"a > b"' | head -1`)).toStrictEqual({
      words: ['deskledger', 'export'],
      into: undefined,
      pipe: `grep -o '"a > b"' | head -1`,
    })
  })
})
