import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { register } from '@deskledger/register'
import { root } from '../pages/root.ts'
import { referencePages } from './reference.ts'

const pages = await referencePages()

describe.each(pages)('$path', ({ path, text }) => {
  it('is what the sources give; else run: npm run docs', () => {
    expect(existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '').toBe(text)
  })
})

const all = pages.map(({ text }) => text).join('\n')

/** The names in the union of a practice's refusals. */
const refusalsIn = (practice: string): readonly string[] => {
  const source = readFileSync(join(root, 'packages/practices/src', practice, 'refusals.ts'), 'utf8')
  return [...source.matchAll(/Fact<'(\w+)'>/g)].map(([, type = '']) => type)
}

describe.each(register.map((practice) => ({ practice })))('the reference of $practice.name', ({ practice }) => {
  it('knows every command and every event', () => {
    for (const type of [...Object.keys(practice.commands), ...Object.keys(practice.events)])
      expect(all).toContain(`\n### ${type}\n`)
  })
  it('knows every refusal, with a sentence about what it refuses', () => {
    const refusals = refusalsIn(practice.name)
    expect(refusals.length).toBeGreaterThan(0)
    const told = (type: string): boolean =>
      new RegExp(`\n### ${type}\n\n\`\`\`text\n(?=[^\`]*<\\w+>)[A-Z<][^\`$]*\n`).test(all)
    expect(refusals.filter((type) => !told(type))).toEqual([])
  })
  it('knows every read model and table', () => {
    for (const { name, tables, rollups } of practice.readModels)
      for (const table of [name, ...[...tables, ...rollups].map((one) => one.name)])
        expect(all).toContain(`\n### ${table}\n`)
  })
})
