import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { START, type StoredEvent } from '@deskledger/kernel'
import type { OpenLedger } from '@deskledger/register'
import { clients, send, type Sent, type Work } from './clients.spec.kit.ts'
import type { Program } from './program.spec.kit.ts'

/** Milliseconds that an orderly end may take. */
const ORDERLY = 15_000
/** Commands that were answered before and are sent again after each start. */
const AGAIN = 20

/** An API that is ended again and again while it is under load. */
export interface Ending {
  readonly ends: number
  /** milliseconds that it is under load before each end, at most */
  readonly load: number
  /** Starts it after so many ends. */
  readonly start: (ends: number) => Promise<Program>
  /** Opens its ledger when nothing else works on it; read models stay as they are. */
  readonly open: () => Promise<OpenLedger>
}

/** How it is ended after so many ends. */
export const signalAfter = (ends: number): 'SIGTERM' | 'SIGKILL' => (ends % 2 === 0 ? 'SIGKILL' : 'SIGTERM')

export const orThrow = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const answered = async (program: Program, one: Sent): Promise<void> => {
  const answer = await send(program, one)
  if (typeof answer === 'string') throw new Error(`${one.path} was not answered: ${answer}`)
  one.answer = answer
}

const raiseTickets = async (program: Program, { all, tickets }: Work): Promise<void> => {
  for (const summary of ['mail', 'print']) {
    const one: Sent = { key: crypto.randomUUID(), path: '/v1/incidents', body: { summary, impact: 1, urgency: 1 } }
    await answered(program, one)
    all.push(one)
    tickets.push(one.answer?.stream.replace('incident-', '') ?? '')
  }
}

/** Whatever was answered before is answered as it was, and happens no second time. */
const repeatSome = async (program: Program, { all }: Work): Promise<void> => {
  const before = all.filter((one) => one.answer !== undefined)
  for (let n = 0; n < AGAIN; n++) {
    const one = before[Math.floor(Math.random() * before.length)]
    if (one !== undefined) expect(await send(program, one)).toEqual({ ...one.answer, repeated: true })
  }
}

const endUnderLoad = async (program: Program, work: Work, { signal, load }: How): Promise<void> => {
  const working = clients(program, work)
  await pause(Math.random() * load)
  const began = performance.now()
  const ended = await program.kill(signal)
  if (signal === 'SIGKILL') expect(ended).toEqual({ code: null, signal })
  else {
    expect(ended).toEqual({ code: 0, signal: null })
    expect(performance.now() - began).toBeLessThan(ORDERLY)
  }
  await working
}

interface How {
  readonly signal: 'SIGTERM' | 'SIGKILL'
  readonly load: number
}

/** Commands that had no answer are sent again. An orderly end lets nothing happen that it does not answer. */
const settle = async (program: Program, { pending }: Work): Promise<void> => {
  for (const one of pending.splice(0)) {
    await answered(program, one)
    if (one.mayHaveHappened !== true) expect(one).toMatchObject({ answer: { repeated: false } })
  }
}

/** All events of the log. */
const logOf = async ({ events }: OpenLedger): Promise<readonly StoredEvent[]> => {
  const found: StoredEvent[] = []
  for (let after = START; ;) {
    const page = orThrow(await events.readAll({ after, limit: 1000 })())
    found.push(...page.events)
    if (page.caughtUp) return found
    after = page.position
  }
}

/** Numbers are taken from streams of their own, by commands of their own. */
const isOfTickets = ({ stream }: StoredEvent): boolean => stream.startsWith('incident-')

/** Each command has one effect, that of its answer; and nothing is there that nobody sent. */
const eachOnce = (stored: readonly StoredEvent[], { all }: Work): void => {
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

/** Read models stand at the end of the log, and are what a plain fold makes of it. */
const judgeViews = async ({ ledger, scratch }: OpenLedger): Promise<void> => {
  const { readModels } = orThrow(await ledger.status())
  expect(readModels.map(({ name, lag, parked }) => [name, lag, parked])).toEqual(
    readModels.map(({ name }) => [name, 0, 0]),
  )
  const { views, dispose } = orThrow(await scratch())
  expect(orThrow(await ledger.verify(views))).toMatchObject({ ok: true, firstDifference: null })
  await dispose()
}

const oneLife = async (program: Program, work: Work, { signal, load }: How): Promise<void> => {
  await repeatSome(program, work)
  await endUnderLoad(program, work, { signal, load })
  if (signal === 'SIGKILL') for (const one of work.pending) one.mayHaveHappened = true
}

/** Ends the API under load as often as told, then lets it settle, and judges what stands in its stores. */
export const endedUnderLoad = async ({ ends, load, start, open }: Ending): Promise<void> => {
  const work: Work = { all: [], pending: [], tickets: [] }
  let unanswered = 0
  for (let end = 0; end < ends; end++) {
    const program = await start(end)
    if (end === 0) await raiseTickets(program, work)
    else if (signalAfter(end - 1) === 'SIGTERM') await settle(program, work)
    await oneLife(program, work, { signal: signalAfter(end), load })
    unanswered += work.pending.length
  }
  const last = await start(ends)
  await settle(last, work)
  await last.caughtUp()
  expect(await last.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  const opened = await open()
  eachOnce((await logOf(opened)).filter(isOfTickets), work)
  await judgeViews(opened)
  await opened.close()
  expect(unanswered).toBeGreaterThan(0)
  expect(work.all.length).toBeGreaterThan(ends * 10)
}
