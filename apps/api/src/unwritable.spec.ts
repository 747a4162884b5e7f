import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolder } from '@deskledger/register'
import { orThrow } from './ending.spec.kit.ts'
import { onSources } from './program.spec.kit.ts'

import.meta.jest.setTimeout(120_000)

/** Root may write anywhere: then the program is somebody who may not. */
const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

const root = mkdtempSync(join(tmpdir(), 'api-unwritable-'))
chmodSync(root, 0o755)
const closed = join(root, 'closed')
const ledger = join(root, 'ledger')
const modes = (folder: string, { files, folders }: { readonly files: number; readonly folders: number }): void => {
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), files)
  chmodSync(folder, folders)
}
beforeAll(async () => {
  mkdirSync(closed, { mode: 0o555 })
  await orThrow(await openFolder(ledger, { create: true })).close()
  modes(ledger, { files: 0o444, folders: 0o555 })
})
afterAll(() => {
  modes(ledger, { files: 0o644, folders: 0o755 })
  chmodSync(closed, 0o755)
  rmSync(root, { recursive: true })
})

describe('the program, run by somebody who may not write there', () => {
  it.each([
    ['a new ledger', join(closed, 'ledger'), /cannot be made \(.*EACCES.*\)\. Name a folder you may write to/],
    ['a ledger that is there', ledger, /cannot be written/],
  ])('ends on %s with one sentence, within ten seconds', (_, folder, said) => {
    const began = performance.now()
    const args = [...onSources, '--dev-tokens', '--log-level', 'silent', '--port', '0', '--ledger', folder]
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      timeout: 60_000,
      killSignal: 'SIGKILL',
      ...somebody,
    })
    expect([status, stdout]).toEqual([3, ''])
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(stderr).toMatch(said)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})
