import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundledLog } from '@deskledger/importing'

const folder = mkdtempSync(join(tmpdir(), 'deskledger-main-'))
const preload = import.meta.resolve('../../../tools/ts.js')
const node = ['--conditions=@deskledger/source', '--import', preload, join(import.meta.dirname, 'main.ts')]
const deskledger = (...typed: string[]) =>
  spawnSync(process.execPath, [...node, ...typed], { encoding: 'utf8', cwd: folder })
const started = (...typed: string[]) => spawn(process.execPath, [...node, ...typed], { cwd: folder })

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('deskledger as a process', () => {
  it('helps, and names its version', () => {
    expect(deskledger('--help')).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('incident') as string,
    })
    expect(deskledger('--version').stdout).toBe('0.1.0\n')
    expect(deskledger()).toMatchObject({ status: 2, stdout: '' })
    expect(deskledger('frobnicate')).toMatchObject({
      status: 2,
      stderr: "Unknown command 'frobnicate'. See what is possible with --help.\n",
    })
  })

  it('keeps results on standard output and troubles on standard error', () => {
    const raise = deskledger('incident', 'raise', '--summary', 'x', '--impact', '1', '--urgency', '1', '--json')
    expect(raise).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(raise.stdout)).toMatchObject({ stream: 'incident-INC0000001' })
    expect(deskledger('show', 'INC0000002')).toMatchObject({ status: 1, stdout: '' })
    expect(deskledger('show', 'INC0000001', '--ledger', 'nowhere')).toMatchObject({ status: 3, stdout: '' })
  })

  it('ends quietly when its reader has gone', async () => {
    const child = started('export', '--ledger', './deskledger-data')
    child.stdout.destroy()
    let err = ''
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    const [code] = (await once(child, 'exit')) as [number]
    expect([code, err]).toEqual([0, ''])
  })

  it('stops an import on Ctrl-C with exit code 130, and says how far it came', async () => {
    const typed = ['import', bundledLog.path, '--mapping', 'servicenow', '--ledger', 'interrupted', '--json']
    const child = started(...typed)
    let err = ''
    child.stderr.on('data', (text: Buffer) => {
      err += text.toString()
      if (text.toString().includes('Storing')) child.kill('SIGINT')
    })
    const [code] = (await once(child, 'exit')) as [number]
    const last = err.trim().split('\n').at(-1) ?? ''
    expect(code).toBe(130)
    const { error } = JSON.parse(last) as { error: { type: string; rowsStored: number; message: string } }
    expect(error.type).toBe('Stopped')
    expect(error.rowsStored).toBeGreaterThan(0)
    expect(error.message).toContain('Run the same command again')
  }, 60_000)
})

describe.each(['bash', 'zsh', 'fish', 'powershell'])('complete %s', (shell) => {
  it('prints a script that the shell takes, where it is installed', () => {
    const { status, stdout, stderr } = deskledger('complete', shell)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('deskledger')
    const script = join(folder, `completion.${shell}`)
    writeFileSync(script, stdout)
    const program = shell === 'powershell' ? 'pwsh' : shell
    const run = spawnSync(program, ['-c', shell === 'powershell' ? `. '${script}'` : `source '${script}'`], {
      encoding: 'utf8',
    })
    const installed = run.error === undefined
    expect(installed ? [run.status, run.stderr] : [0, '']).toEqual([0, ''])
  })
})

describe('completion', () => {
  const offered = (...typed: string[]): readonly string[] =>
    deskledger('complete', '--', ...typed)
      .stdout.split('\n')
      .map((line) => line.split('\t')[0] ?? '')

  it('offers commands, verbs, read models, metrics and mappings', () => {
    expect(offered('')).toEqual(expect.arrayContaining(['import', 'list', 'incident']))
    expect(offered('incident', 're')).toEqual(expect.arrayContaining(['resolve', 'reopen', 'resume']))
    expect(offered('list', 'incident-')).toEqual(expect.arrayContaining(['incident-queue', 'incident-details']))
    expect(offered('explain', '')).toContain('timeToResolve')
    expect(offered('import', 'x.csv', '--mapping', '')).toEqual(expect.arrayContaining(['servicenow', 'ledger']))
    expect(deskledger('complete', 'tcsh').status).toBe(2)
  })
})
