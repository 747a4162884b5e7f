import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnGuarded } from './guarded.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guarded-'))
})
afterAll(() => rm(folder, { recursive: true }))

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
/** A program that writes its number into a file, and ends by itself after a minute. */
const program = (file: string): readonly string[] => [
  '-e',
  `require('fs').writeFileSync(${JSON.stringify(file)}, process.pid + '.'); setTimeout(() => {}, 60_000)`,
]
const numberIn = async (file: string): Promise<number> => {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (text.endsWith('.')) return Number(text.slice(0, -1))
  }
}

describe('a program under guard', () => {
  it.each(['stop', 'kill'] as const)('ends when it is told to: %s', async (end) => {
    const file = join(folder, end)
    const guarded = spawnGuarded(process.execPath, program(file))
    const pid = await numberIn(file)
    expect(isRunning(pid)).toBe(true)
    await guarded[end]()
    expect(isRunning(pid)).toBe(false)
  })
  it('ends with its parent, however that ends', async () => {
    const file = join(folder, 'parent')
    const root = join(import.meta.dirname, '../../../..')
    const code = `
      import { spawnGuarded } from ${JSON.stringify(join(import.meta.dirname, 'guarded.ts'))}
      spawnGuarded(process.execPath, ${JSON.stringify(program(file))})
      setTimeout(() => {}, 60_000)`
    const loader = ['--conditions=@deskledger/source', '--import', join(root, 'tools/ts.js')]
    const parent = spawn(process.execPath, [...loader, '--input-type=module', '-e', code], { stdio: 'inherit' })
    const pid = await numberIn(file)
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    while (isRunning(pid)) await new Promise(setImmediate)
  })
  it('that cannot be started, or ends by itself, is told of', async () => {
    await expect(spawnGuarded('no-such-program', []).failed).rejects.toThrow(/no-such-program ended: .*ENOENT/)
    const ended = spawnGuarded(process.execPath, ['-e', 'console.error("the disk is full"); process.exit(3)'])
    await expect(ended.failed).rejects.toThrow(/the disk is full/)
  })
})
