import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { incidentCommands, incidentEvents } from '@deskledger/practices/incident'
import { root } from '../pages/root.ts'
import { referencePages } from './reference.ts'

const pages = await referencePages()

describe.each(pages)('$path', ({ path, text }) => {
  it('is what the sources give; else run: npm run docs', () => {
    expect(existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '').toBe(text)
  })
})

describe('the reference', () => {
  it('knows every command and every event', () => {
    const all = pages.map(({ text }) => text).join('\n')
    for (const type of [...Object.keys(incidentCommands), ...Object.keys(incidentEvents)])
      expect(all).toContain(`## ${type}\n`)
  })
})
