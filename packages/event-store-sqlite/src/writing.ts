import type { MessagePort } from 'node:worker_threads'
import * as E from 'fp-ts/lib/Either.js'
import type { Appended, StoreFailure } from '@deskledger/event-store'
import { openDeadlines } from './deadlines.ts'
import { closed } from './failures.ts'
import { openLine } from './threads.ts'
import { pack, unpackAnswers, type Ask, type PackedAnswers } from './wire.ts'

type Outcome = E.Either<StoreFailure, Appended>

/** The writer thread, seen from the thread that asks. */
export interface Writer {
  /** @unit  timeout in milliseconds */
  readonly ask: (ask: Omit<Ask, 'id'>, timeout: number) => Promise<Outcome>
  /** waits for the answers to everything asked, then ends the thread */
  readonly close: () => Promise<void>
}

const lateFor = (file: string, stream: string, timeout: number): StoreFailure => ({
  type: 'TimedOut',
  message: `No answer from ${file} within ${timeout} ms for an append to stream ${stream}: it may have been written or not. Repeat it with the same event ids and the same expected revision.`,
})

const endedFor = (file: string, why: string): StoreFailure => ({
  type: 'StoreUnavailable',
  message: `The writer of ${file} ended: ${why}. What it was asked may have been written or not: open the store again, and repeat with the same event ids.`,
})

/** Who waits for an answer. While anybody does, the port keeps the process alive. */
const openWaiting = (port: MessagePort) => {
  const settlers = new Map<number, (outcome: Outcome) => void>()
  const deadlines = openDeadlines()
  let inFlight = 0

  const settle = (id: number, outcome: Outcome) => {
    const settler = settlers.get(id)
    settlers.delete(id)
    deadlines.lift(id)
    settler?.(outcome)
  }
  return {
    add: (id: number, settler: (outcome: Outcome) => void) => {
      settlers.set(id, settler)
      if (inFlight++ === 0) port.ref()
    },
    /** gives up on one that is late; its answer still comes */
    limit: (id: number, timeout: number, failure: () => StoreFailure) => {
      deadlines.set(id, timeout, () => {
        settle(id, E.left(failure()))
      })
    },
    settle,
    landed: (count: number) => {
      inFlight -= count
      if (inFlight === 0) port.unref()
    },
    failAll: (failure: StoreFailure) => {
      for (const id of [...settlers.keys()]) settle(id, E.left(failure))
    },
    stop: deadlines.stop,
  }
}

/** Has a thread write. Appends of one tick go to it as one message; what has queued up there is one commit. */
export const startWriter = (job: { readonly file: string; readonly bound: number }, onAppended: () => void): Writer => {
  const { file, bound } = job
  let tick: Ask[] = []
  let asked = 0
  let over: StoreFailure | undefined
  let isDone: () => void = () => undefined
  const done = new Promise<void>((resolve) => {
    isDone = resolve
  })
  const { port, send, release } = openLine({ file, bound }, (why) => {
    const failure = endedFor(file, why)
    over ??= failure
    waiting.failAll(failure)
    isDone()
  })
  const waiting = openWaiting(port)

  const sendTick = () => {
    if (tick.length === 0) return
    send(pack(tick))
    tick = []
  }
  port.on('message', (packed: PackedAnswers | null) => {
    if (packed === null) {
      isDone()
      return
    }
    const answers = unpackAnswers(packed)
    if (answers.some(({ outcome }) => E.isRight(outcome) && !outcome.right.repeated)) onAppended()
    for (const { id, outcome } of answers) waiting.settle(id, outcome)
    waiting.landed(answers.length)
  })
  port.unref()

  return {
    ask: (ask, timeout) =>
      new Promise<Outcome>((resolve) => {
        if (over !== undefined) {
          resolve(E.left(over))
          return
        }
        const id = asked++
        waiting.add(id, resolve)
        waiting.limit(id, timeout, () => lateFor(file, ask.stream, timeout))
        if (tick.push({ id, ...ask }) === 1) process.nextTick(sendTick)
      }),
    close: async () => {
      over ??= closed(file)
      sendTick()
      port.ref()
      send(null)
      await done
      waiting.stop()
      await release()
    },
  }
}
