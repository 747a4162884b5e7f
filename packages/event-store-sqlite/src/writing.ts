import { extname } from 'node:path'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import * as E from 'fp-ts/lib/Either.js'
import type { Appended, StoreFailure } from '@deskledger/event-store'
import { openDeadlines } from './deadlines.ts'
import { closed } from './failures.ts'
import { pack, unpackAnswers, type Ask, type PackedAnswers } from './wire.ts'
import type { WriterData } from './writer.ts'

// A worker starts from a file: `.ts` when this module runs from source, `.js` when it runs from dist.
const writerUrl = new URL(`./writer${extname(import.meta.url)}`, import.meta.url)

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

/** A thread cannot take all that a process takes: from `node --input-type=module --eval …` only the loaders are passed on. */
const argumentsFrom = (execArgv: readonly string[]): { readonly execArgv?: string[] } => {
  if (!execArgv.some((argument) => argument.startsWith('--input-type'))) return {}
  const isLoader = (argument = '') => /^(--(import|conditions|loader|require)|-[Cr]$)/.test(argument)
  const isNameOfLoader = (argument = '') => isLoader(argument) && !argument.includes('=')
  return { execArgv: execArgv.filter((argument, i) => isLoader(argument) || isNameOfLoader(execArgv[i - 1])) }
}

const startThread = (data: Omit<WriterData, 'port' | 'sent'>) => {
  const { port1, port2 } = new MessageChannel()
  const sent = new Int32Array(new SharedArrayBuffer(4))
  const workerData: WriterData = { ...data, port: port2, sent }
  const thread = new Worker(writerUrl, { workerData, transferList: [port2], ...argumentsFrom(process.execArgv) })
  thread.unref()
  return {
    thread,
    port: port1,
    send: (asks: readonly Ask[]) => {
      port1.postMessage(pack(asks))
      Atomics.add(sent, 0, 1)
      Atomics.notify(sent, 0)
    },
  }
}

/** Who waits for an answer. While anybody does, the port keeps the process alive. */
const openWaiting = (port: MessagePort) => {
  const settlers = new Map<number, (outcome: Outcome) => void>()
  const deadlines = openDeadlines()
  let inFlight = 0
  let drained: () => void = () => undefined
  port.unref()

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
    /** gives up on one that is late; its answer is still awaited by `all` */
    limit: (id: number, timeout: number, failure: () => StoreFailure) => {
      deadlines.set(id, timeout, () => {
        settle(id, E.left(failure()))
      })
    },
    settle,
    landed: (count = inFlight) => {
      inFlight -= count
      if (inFlight > 0) return
      port.unref()
      drained()
    },
    failAll: (failure: StoreFailure) => {
      for (const id of [...settlers.keys()]) settle(id, E.left(failure))
    },
    all: () =>
      new Promise<void>((resolve) => {
        drained = resolve
        if (inFlight === 0) resolve()
      }),
    stop: deadlines.stop,
  }
}

/** Starts the thread that writes. Appends of one tick go to it as one message; what has queued up there is one commit. */
export const startWriter = (
  { file, bound }: { readonly file: string; readonly bound: number },
  onAppended: () => void,
): Writer => {
  const { thread, port, send } = startThread({ file, bound })
  const waiting = openWaiting(port)
  let tick: Ask[] = []
  let asked = 0
  let over: StoreFailure | undefined

  const sendTick = () => {
    send(tick)
    tick = []
  }
  const end = (why: string) => {
    over ??= endedFor(file, why)
    waiting.failAll(endedFor(file, why))
    waiting.landed()
  }
  port.on('message', (packed: PackedAnswers) => {
    const answers = unpackAnswers(packed)
    if (answers.some(({ outcome }) => E.isRight(outcome) && !outcome.right.repeated)) onAppended()
    for (const { id, outcome } of answers) waiting.settle(id, outcome)
    waiting.landed(answers.length)
  })
  port.unref()
  thread.on('error', (error: Error) => {
    end(error.message)
  })
  thread.on('exit', () => {
    end('its thread stopped')
  })

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
      await waiting.all()
      waiting.stop()
      port.close()
      await thread.terminate()
    },
  }
}
