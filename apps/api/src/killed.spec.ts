import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { START, type StoredEvent } from '@deskledger/kernel'
import { openFolder, type OpenLedger } from '@deskledger/register'
import { clients, send, type Sent } from './clients.spec.kit.ts'
import { startProgram, type Program } from './program.spec.kit.ts'

import.meta.jest.setTimeout(3_600_000)

/** How often the API is ended while it is under load; `DESKLEDGER_TEST_KILLS` sets another number, for long runs. */
const KILLS = Number(process.env['DESKLEDGER_TEST_KILLS'] ?? 4)
/** Milliseconds that an orderly end may take. */
const ORDERLY = 15_000
/** Commands that were answered before and are sent again after each start. */
const AGAIN = 20

const orThrow = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const folder = mkdtempSync(join(tmpdir(), 'api-killed-'))
const place = ['--ledger', join(folder, 'ledger')]
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const all: Sent[] = []
const pending: Sent[] = []
const tickets: string[] = []

const raiseTickets = async (program: Program): Promise<void> => {
  for (const summary of ['mail', 'print']) {
    const one: Sent = { key: crypto.randomUUID(), path: '/v1/incidents', body: { summary, impact: 1, urgency: 1 } }
    const answer = await send(program, one)
    if (typeof answer === 'string') throw new Error(`The first tickets were not raised: ${answer}`)
    one.answer = answer
    all.push(one)
    tickets.push(answer.stream.replace('incident-', ''))
  }
}

/** Whatever was answered before is answered as it was, and happens no second time. */
const repeatSome = async (program: Program): Promise<void> => {
  const answered = all.filter((one) => one.answer !== undefined)
  for (let n = 0; n < AGAIN; n++) {
    const one = answered[Math.floor(Math.random() * answered.length)]
    if (one !== undefined) expect(await send(program, one)).toEqual({ ...one.answer, repeated: true })
  }
}

const endUnderLoad = async (program: Program, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
  const working = clients(program, all, { tickets, pending })
  await pause(Math.random() * 600)
  const began = performance.now()
  const ended = await program.kill(signal)
  if (signal === 'SIGKILL') expect(ended).toEqual({ code: null, signal })
  else {
    expect(ended).toEqual({ code: 0, signal: null })
    expect(performance.now() - began).toBeLessThan(ORDERLY)
  }
  await working
}

/** Commands that had no answer are sent until they have one. */
const settle = async (program: Program): Promise<void> => {
  while (pending.length > 0) {
    const one = pending.shift()
    const answer = one && (await send(program, one))
    if (one === undefined || answer === undefined || typeof answer === 'string') throw new Error('The API has ended.')
    one.answer = answer
  }
}

const incidentsIn = async ({ events }: OpenLedger): Promise<readonly StoredEvent[]> => {
  const found: StoredEvent[] = []
  for (let after = START; ;) {
    const page = orThrow(await events.readAll({ after, limit: 1000 })())
    const last = page.events.at(-1)
    if (last === undefined) return found
    found.push(...page.events.filter(({ stream }) => stream.startsWith('incident-')))
    after = last.position
  }
}

/** Each command has one effect, that of its answer; and nothing is there that nobody sent. */
const eachOnce = (stored: readonly StoredEvent[]): void => {
  const byCommand = new Map<string, StoredEvent[]>()
  for (const event of stored) {
    const { commandId } = event.metadata
    byCommand.set(commandId, [...(byCommand.get(commandId) ?? []), event])
  }
  expect([...byCommand.keys()].sort()).toEqual(all.map(({ key }) => key).sort())
  for (const { key, answer } of all)
    expect(byCommand.get(key)?.map(({ stream, revision, eventId }) => ({ stream, revision, eventId }))).toEqual(
      answer?.events.map(({ revision, eventId }) => ({ stream: answer.stream, revision, eventId })),
    )
}

it(`under load, ended ${KILLS} times, gives each command one effect, and loses nothing that it answered`, async () => {
  for (let ends = 0; ends < KILLS; ends++) {
    const program = await startProgram(place)
    if (ends === 0) await raiseTickets(program)
    await repeatSome(program)
    await endUnderLoad(program, ends % 2 === 0 ? 'SIGKILL' : 'SIGTERM')
  }
  const last = await startProgram(place)
  await settle(last)
  expect(await last.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  const opened = orThrow(await openFolder(join(folder, 'ledger')))
  eachOnce(await incidentsIn(opened))
  orThrow(await opened.ledger.catchUp())
  const { views, dispose } = orThrow(await opened.scratch())
  expect(orThrow(await opened.ledger.verify(views))).toMatchObject({ ok: true, firstDifference: null })
  await dispose()
  await opened.close()
  expect(all.length).toBeGreaterThan(KILLS * 10)
})
