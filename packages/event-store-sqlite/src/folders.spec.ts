import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { makeFolder } from './folders.ts'
import { openSqliteEventStore } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'folders-'))
const file = join(root, 'a-file')
writeFileSync(file, '')
afterAll(() => {
  rmSync(root, { recursive: true })
})

/** Where nobody can make a folder, not even root. */
const nowhere = existsSync('/proc/self') ? '/proc/none/ledger' : join(file, 'none', 'ledger')

describe('a folder', () => {
  it('is made with those above it, and stays when it is there', () => {
    const folder = join(root, 'a', 'b', 'c')
    makeFolder(folder)
    makeFolder(folder)
    expect(statSync(folder).isDirectory()).toBe(true)
  })
  it.each([
    ['is a file', file],
    ['is below a file', join(file, 'b', 'c')],
  ])('that %s is not made', (_, folder) => {
    expect(() => {
      makeFolder(folder)
    }).toThrow(/EEXIST|ENOTDIR/)
  })
  it('that cannot be is refused at once', () => {
    const code = `import { makeFolder } from '${import.meta.resolve('./folders.ts')}'; makeFolder(process.argv[1])`
    const options = ['--import', import.meta.resolve('../../../tools/ts.js'), '--input-type=module', '-e', code]
    const { status, signal, stderr } = spawnSync(process.execPath, [...options, nowhere], {
      encoding: 'utf8',
      timeout: 20_000,
      killSignal: 'SIGKILL',
    })
    expect([status, signal]).toEqual([1, null])
    expect(stderr).toMatch(/ENOENT|ENOTDIR/)
  })
})

describe('a ledger in a folder that cannot be', () => {
  it.each([
    ['below a file', join(file, 'b', 'events.db')],
    ['nowhere', join(nowhere, 'events.db')],
  ])('is none, %s: no waiting mends that', async (_, path) => {
    expect(await openSqliteEventStore(path, { createIfMissing: true })()).toEqual(
      E.left({
        type: 'NotALedger',
        message: expect.stringContaining(`${path}: its folder cannot be made (E`) as string,
      }),
    )
  })
})
