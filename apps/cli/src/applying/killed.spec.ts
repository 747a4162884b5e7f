import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { called } from '../testing/captured.ts'

/** Runs that are killed; DESKLEDGER_TEST_KILLS sets another number, for long runs. */
const KILLS = Number(process.env['DESKLEDGER_TEST_KILLS'] ?? 3)

const root = mkdtempSync(join(tmpdir(), 'deskledger-applying-killed-'))
const examples = fileURLToPath(new URL('../../../../examples/service-levels/', import.meta.url))
const files = readdirSync(examples)
  .filter((name) => /\.(yaml|json)$/.test(name))
  .map((name) => join(examples, name))
const preload = import.meta.resolve('../../../../tools/ts.js')
const main = join(import.meta.dirname, '../main.ts')
const node = ['--conditions=@deskledger/source', '--import', preload, main]

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

/** Applies the examples, and is killed so many milliseconds after its log is there; undefined: it is left alone. */
const applied = async (folder: string, death: number | undefined): Promise<{ killed: boolean; took: number }> => {
  const child = spawn(process.execPath, [...node, 'apply', ...files, '--by', 'ada', '--ledger', folder], {
    stdio: 'ignore',
  })
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  const found = await Promise.race([ledgerIn(folder, ended), ended.then(() => performance.now())])
  if (death !== undefined) setTimeout(() => child.kill('SIGKILL'), death)
  const [code, signal] = await ended
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`apply ended with ${String(code)}`)
  return { killed: signal === 'SIGKILL', took: performance.now() - found }
}

/** The moment at which the folder holds a log; or at which nobody will make one any more. */
const ledgerIn = async (folder: string, ended: Promise<unknown>): Promise<number> => {
  const over = new AbortController()
  void ended.then(() => {
    over.abort()
  })
  while (!over.signal.aborted && !holdsLog(folder)) await new Promise((resolve) => setTimeout(resolve, 5))
  return performance.now()
}

const holdsLog = (folder: string): boolean => {
  try {
    return readdirSync(folder).includes('events.db')
  } catch {
    return false
  }
}

/** What happened in each stream, in order. */
const streamsIn = async (folder: string): Promise<Readonly<Record<string, readonly string[]>>> => {
  const { out } = await called(['export', '--ledger', folder])
  const streams: Record<string, string[]> = {}
  for (const line of out.split('\n').filter((one) => one.includes('"stream"'))) {
    const { stream, type } = JSON.parse(line) as { readonly stream: string; readonly type: string }
    ;(streams[stream] ??= []).push(type)
  }
  return streams
}

describe('apply that is killed at any moment, and run again', () => {
  it('leaves the streams of a run that was not: each whole, nothing twice', async () => {
    const whole = join(root, 'whole')
    const { took } = await applied(whole, undefined)
    const expected = await streamsIn(whole)
    expect(Object.values(expected).flat()).toHaveLength(14)
    for (let kill = 0; kill < KILLS; kill++) {
      const folder = join(root, `killed-${kill}`)
      await applied(folder, Math.random() * took)
      const partly = Object.entries(await streamsIn(folder))
      for (const [stream, types] of partly) expect(types).toStrictEqual(expected[stream])
      expect((await applied(folder, undefined)).killed).toBe(false)
      expect(await streamsIn(folder)).toStrictEqual(expected)
      rmSync(folder, { recursive: true })
    }
  }, 300_000)
})
