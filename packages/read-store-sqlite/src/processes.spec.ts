import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadStore } from '@deskledger/read-store'
import { openSqliteReadStore } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-store-processes-'))
const children = new Set<ChildProcess>()
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

const table = { name: 'queue', generation: 'v1' }
const BATCH = 200
const at = (n: number): string => String(n).padStart(20, '0')
const right = <A>(answer: E.Either<{ readonly message: string }, A>): A => {
  if (E.isLeft(answer)) throw new Error(answer.left.message)
  return answer.right
}
const opened = async (file: string): Promise<ReadStore> => {
  const store = right(await openSqliteReadStore(file)())
  right(await store.prepare(table, [{ name: 'batch', fields: ['batch'] }])())
  return store
}

/** The same in another process: `step(n)` is one write, and its number is printed when it has answered. */
const inAnotherProcess = (file: string, steps: number, step: string) => {
  const code = `
    import { openSqliteReadStore } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
    const right = (answer) => { if (answer._tag === 'Left') throw new Error(answer.left.message); return answer.right }
    const at = (n) => String(n).padStart(20, '0')
    const table = ${JSON.stringify(table)}
    const store = right(await openSqliteReadStore(${JSON.stringify(file)})())
    right(await store.prepare(table, [{ name: 'batch', fields: ['batch'] }])())
    const step = (n) => ${step}
    for (let n = 1; n <= ${steps}; n++) { const answer = right(await step(n)()); console.log(n, answer) }
    await store.close()`
  const loader = pathToFileURL(join(import.meta.dirname, '../../../tools/ts.js')).href
  const options = ['--conditions=@deskledger/source', '--import', loader, '--input-type=module', '-e', code]
  const child = spawn(process.execPath, options, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  return { child, lines: createInterface({ input: child.stdout }), exited: once(child, 'exit') }
}

const batchOf = (batch: string) =>
  `store.write(table, Array.from({ length: ${BATCH} }, (_, i) => ({ key: ${batch} + '-' + i, position: at(n), document: { batch: ${batch}, i } })))`

describe('two processes on one file', () => {
  it('write at once: the later position stands, whoever wrote it, and nothing is refused as busy', async () => {
    const file = join(folder, 'two.db')
    const store = await opened(file)
    const step = `store.write(table, Array.from({ length: ${BATCH} }, (_, i) => ({ key: 'k' + i, position: at(2 * n), document: { batch: 2 * n } })))`
    const { lines, exited } = inAnotherProcess(file, 40, step)
    await Promise.race([once(lines, 'line'), exited])
    let mine = 0
    for (let n = 1; n <= 40; n++) {
      const document = { batch: 2 * n - 1 }
      const changes = Array.from({ length: BATCH }, (_, i) => ({ key: `k${i}`, position: at(2 * n - 1), document }))
      mine += right(await store.write(table, changes)())
    }
    expect(await exited).toEqual([0, null])
    expect(mine % BATCH).toBe(0)
    const held = right(
      await store.read(
        table,
        Array.from({ length: BATCH }, (_, i) => `k${i}`),
      )(),
    )
    expect(held.map(({ position, document }) => [position, document])).toEqual(
      Array(BATCH).fill([at(80), { batch: 80 }]),
    )
    await store.close()
  }, 60_000)

  it('race to move a name: each generation is reached once', async () => {
    const file = join(folder, 'race.db')
    const store = await opened(file)
    const moved: string[] = []
    const step = `store.switchLive({ model: 'm', generation: String(n) }, n === 1 ? undefined : String(n - 1))`
    const { lines, exited } = inAnotherProcess(file, 200, step)
    lines.on('line', (line) => moved.push(line))
    await Promise.race([once(lines, 'line'), exited])
    let won = 0
    for (let n = 1; n <= 200; n++) {
      const expected = n === 1 ? undefined : String(n - 1)
      if (right(await store.switchLive({ model: 'm', generation: String(n) }, expected)())) won++
    }
    await exited
    expect(won + moved.filter((line) => line.endsWith('true')).length).toBe(200)
    expect(right(await store.live('m')())).toBe('200')
    await store.close()
  }, 60_000)

  it('see the indexes that the other adds, while writing', async () => {
    const file = join(folder, 'shape.db')
    const store = await opened(file)
    const { lines, exited } = inAnotherProcess(file, 30, batchOf("'b' + n"))
    await Promise.race([once(lines, 'line'), exited])
    right(await store.prepare(table, [{ name: 'i', fields: ['i'] }])())
    await exited
    expect(right(await store.count(table, [{ path: 'i', from: 0 }])())).toBe(30 * BATCH)
    expect(right(await store.count(table, [{ path: 'i', is: 7 }])())).toBe(30)
    await store.close()
  }, 60_000)
})

describe('a process that is killed while it writes', () => {
  it('leaves whole batches, in order, and all that were answered', async () => {
    const file = join(folder, 'killed.db')
    for (const [round, after] of [3, 11, 29].entries()) {
      const { child, lines, exited } = inAnotherProcess(file, 10_000, batchOf(`'r${round}-' + n`))
      let answered = 0
      lines.on('line', () => {
        answered++
        if (answered === after) child.kill('SIGKILL')
      })
      expect(await exited).toEqual([null, 'SIGKILL'])
      const store = await opened(file)
      const there: number[] = []
      for (let n = 1; there.length === n - 1; n++) {
        const count = right(await store.count(table, [{ path: 'batch', is: `r${round}-${n}` }])())
        if (count > 0) there.push(count)
      }
      expect(there).toEqual(Array(there.length).fill(BATCH))
      expect(there.length).toBeGreaterThanOrEqual(after)
      const all = right(await store.count(table, [{ path: 'batch', prefix: `r${round}-` }])())
      expect(all).toBe(there.length * BATCH)
      await store.close()
    }
  }, 120_000)
})
