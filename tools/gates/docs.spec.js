import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from './tree.js'

const skipped = new Set(['node_modules', 'dist', 'coverage', '.git', '.nx'])
const pages = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return pages(path)
    return entry.name.endsWith('.md') ? [path] : []
  })

/** Links to files, and files of tests or code named in backquotes from the top of the repository on. */
const named = (text) => [
  ...[...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g)].map(([, link]) => ({ link })),
  ...[...text.matchAll(/`((?:packages|libs|apps|tools|docs|examples|benchmarks)\/[\w./-]+\.\w+)`/g)].map(
    ([, path]) => ({ path }),
  ),
]
const missing = (page, text) =>
  named(text)
    .filter(({ link, path }) => !existsSync(link === undefined ? join(root, path) : join(dirname(page), link)))
    .map(({ link, path }) => `${relative(root, page)}: ${link ?? path}`)

describe('the pages', () => {
  const all = pages(root)

  it('name only files that are there', () => {
    expect(all.length).toBeGreaterThan(20)
    expect(all.flatMap((page) => missing(page, readFileSync(page, 'utf8')))).toStrictEqual([])
  })
  it.each([
    ['a link', 'see [this](nowhere.md)'],
    ['a link into a page', 'see [this](docs/nowhere.md#part)'],
    ['a test', 'see `packages/kernel/src/nowhere.spec.ts`'],
  ])('with %s to nowhere planted are caught', (_, text) => {
    expect(missing(join(root, 'README.md'), text)).toHaveLength(1)
  })
  it('may link to elsewhere, to themselves, and to what is there', () => {
    const text = '[a](https://example.org/x.md) [b](#part) [c](CHANGELOG.md) `tools/jest.js` `packages/*/src`'
    expect(missing(join(root, 'README.md'), text)).toStrictEqual([])
  })
})
