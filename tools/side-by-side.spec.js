import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = join(import.meta.dirname, 'side-by-side.js')
const folder = mkdtempSync(join(tmpdir(), 'side-by-side-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
const saying = (text, code) => `node -e "console.log('said', '${text}'); process.exitCode = ${code}"`
const scripts = { one: saying('eins', 0), two: saying('zwei', 0), bad: saying('drei', 4) }
writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }))
const run = (...names) => spawnSync(process.execPath, [program, ...names], { cwd: folder, encoding: 'utf8' })

describe('scripts side by side', () => {
  it('pass when all do, and what each said is shown', () => {
    const { status, stdout } = run('one', 'two')
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^said eins$/m)])
    expect(stdout).toMatch(/^said zwei$/m)
  })
  it.each([['bad', 'one'], ['one', 'bad'], ['one', 'nowhere'], []])(
    'fail when one does, or there is none: %s %s',
    (...names) => {
      const { status, stdout } = run(...names)
      expect(status).toBe(1)
      expect(/^said eins$/m.test(stdout)).toBe(names.includes('one'))
    },
  )
})
