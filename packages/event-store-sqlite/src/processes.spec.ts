import { spawn } from 'node:child_process'
import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { NO_STREAM, type EventStore } from '@deskledger/event-store'
import { START } from '@deskledger/kernel'
import { event, got, inFolder, withStore, writeLedger } from './ledger.spec.kit.ts'
import { connect } from './sqlite.ts'

const kit = new URL('ledger.spec.kit.ts', import.meta.url).href
const preload = new URL('../../../tools/ts.js', import.meta.url).href

/** Runs code in a process of its own, with `store` open on the file; its lines are what it prints. */
const inProcess = (
  file: string,
  code: string,
  { readonly = false, ...options }: { readonly uid?: number; readonly readonly?: boolean } = {},
) => {
  const program = `
    const { event, withStore } = await import(${JSON.stringify(kit)})
    await withStore(${JSON.stringify(file)}, { readonly: ${String(readonly)} }, async (store) => {
      const append = async (stream, expected, name) => {
        const result = await store.append(stream, expected, [event(name)])()
        if (result._tag === 'Right') return result.right.revision
        if (result.left.type !== 'WrongRevision') throw new Error(result.left.message)
        return append(stream, result.left.actual, name)
      }
      ${code}
    })`
  const args = ['--conditions=@deskledger/source', '--import', preload, '--input-type=module', '--eval', program]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  let errors = ''
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
  const ended = new Promise<string>((resolve) => {
    child.on('close', (code) => {
      resolve(code === 0 ? '' : errors)
    })
  })
  return { child, lines: createInterface(child.stdout), ended }
}

const insist = async (store: EventStore, expected: number, name: string): Promise<number> => {
  const result = await store.append('shared', expected, [event(name)])()
  if (result._tag === 'Right') return result.right.revision
  if (result.left.type !== 'WrongRevision') throw new Error(result.left.message)
  return insist(store, result.left.actual, name)
}

describe('two processes', () => {
  it(
    'write at once: nothing is lost, nobody is refused as busy, and each follows the other',
    () =>
      inFolder(async (folder) => {
        const file = join(folder, 'events.db')
        await withStore(file, {}, async (store) => {
          const { ended } = inProcess(
            file,
            `let at = -1
           for (let i = 0; i < 200; i++) {
             at = await append('shared', at, 'child-' + i)
             await append('child', i - 1, 'own-child-' + i)
           }`,
          )
          const end = new AbortController()
          let followed = 0
          const following = (async () => {
            for await (const batch of store.subscribe({ after: START, signal: end.signal })) {
              if (batch._tag === 'Left') throw new Error(batch.left.message)
              followed += batch.right.events.length
              if (followed === 600) end.abort()
            }
          })()
          let at = NO_STREAM
          for (let i = 0; i < 200; i++) at = await insist(store, at, `parent-${i}`)
          expect(await ended).toBe('')
          await following
          const shared = await got(store.readStream('shared'))
          expect(new Set(shared.map(({ eventId }) => eventId)).size).toBe(400)
          expect(shared.map(({ revision }) => revision)).toStrictEqual([...shared.keys()])
          expect(await got(store.verify)).toStrictEqual({ streams: 2, events: 600, fault: null })
        })
      }),
    60_000,
  )

  it(
    'leave a whole ledger with everything acknowledged when one is killed while it writes',
    () =>
      inFolder(async (folder) => {
        const file = join(folder, 'events.db')
        let acknowledged = -1
        for (const lines of [1, 40, 170]) {
          const process = inProcess(
            file,
            `let at = ${acknowledged}
           for (let i = 0; ; i++) {
             at = await append('a', at, 'event-' + at)
             console.log(at)
           }`,
          )
          let seen = 0
          for await (const line of process.lines) {
            acknowledged = Number(line)
            if (++seen === lines) process.child.kill('SIGKILL')
          }
          await process.ended
          await withStore(file, {}, async (store) => {
            const events = await got(store.readStream('a'))
            expect(events.length).toBeGreaterThan(acknowledged)
            expect(seen).toBeGreaterThanOrEqual(lines)
            expect(await got(store.verify)).toStrictEqual({ streams: 1, events: events.length, fault: null })
            acknowledged = events.length - 1
          })
        }
      }),
    60_000,
  )
})

describe('a file that may not be written', () => {
  const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {}

  it(
    'is refused for writing with a sentence, and can be read',
    () =>
      inFolder(async (folder) => {
        const file = join(folder, 'events.db')
        writeLedger(file, 1, 3)
        // leaves files beside the ledger that a reader without rights can neither make nor share
        const other = connect(file)
        other.prepare('SELECT * FROM head').get()
        chmodSync(file, 0o444)
        chmodSync(folder, 0o555)
        const { ended } = inProcess(file, '', nobody)
        expect(await ended).toMatch(/StoreReadOnly: .*events\.db cannot be written.*\./)
        const reading = inProcess(
          file,
          `await store.readStream('incident-0')().then(({ right }) => { console.log(right.length) })`,
          { ...nobody, readonly: true },
        )
        const lines: string[] = []
        for await (const line of reading.lines) lines.push(line)
        expect(await reading.ended).toBe('')
        expect(lines).toStrictEqual(['3'])
        chmodSync(folder, 0o755)
        other.close()
        expect(statSync(file).mode & 0o777).toBe(0o444)
      }),
    30_000,
  )
})

describe('a ledger file', () => {
  it('is durable: WAL, and a sync for each commit', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'events.db')
      await withStore(file, {}, async (store) => {
        await got(store.append('a', NO_STREAM, [event('x')]))
        const other = connect(file, true)
        expect(other.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' })
        other.close()
      })
      const { openForWriting } = await import('./schema.ts')
      const writer = openForWriting(file, 0)
      expect(writer.prepare('PRAGMA synchronous').get()).toMatchObject({ synchronous: 2 })
      writer.close()
    }))
})
