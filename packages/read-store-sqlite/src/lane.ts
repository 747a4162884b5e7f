import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import * as E from 'fp-ts/lib/Either.js'
import { viewsClosed } from '@deskledger/read-store'
import { changer, type Answer, type Request } from './changes.ts'
import type { Opening } from './opening.ts'
import { failureOf } from './troubles.ts'

/** Where changes go, one after the other. */
export interface Lane {
  readonly perform: (request: Request) => Promise<Answer>
  /** after what was asked before */
  readonly close: () => Promise<void>
}

/** In this thread: nothing else runs meanwhile. */
export const ownLane = (opening: Opening): Lane => {
  const { perform, close } = changer(opening)
  return {
    perform: (request) => Promise.resolve(perform(request)),
    close: () => {
      close()
      return Promise.resolve()
    },
  }
}

// A worker starts from a file: `.ts` when this module runs from source, `.js` when it runs from dist.
const writerUrl = new URL(`./writer${extname(import.meta.url)}`, import.meta.url)

interface Running {
  readonly worker: Worker
  /** in the order asked, which is the order answered */
  readonly waiting: ((answer: Answer) => void)[]
  readonly ended: Promise<void>
}

/**
 * A program given on Node's command line says what kind it is, and a thread that starts from a file takes no such
 * option; nor does it take options of the engine when they are named. So only what loads sources is named then.
 */
const argumentsFrom = (given: readonly string[]): { readonly execArgv?: string[] } => {
  if (!given.some((option) => option.startsWith('--input-type'))) return {}
  const loads = /^(--import|--conditions|-C|--loader)(=|$)/
  return {
    execArgv: given.filter((option, at) => loads.test(option) || /^(--import|-C|--loader)$/.test(given[at - 1] ?? '')),
  }
}

const start = (opening: Opening): Running => {
  const worker = new Worker(writerUrl, { workerData: opening, ...argumentsFrom(process.execArgv) })
  const waiting: ((answer: Answer) => void)[] = []
  let reason: unknown = new Error('the writing thread ended')
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      for (const answer of waiting.splice(0)) answer(E.left(failureOf(opening.file, reason)))
      resolve()
    })
  })
  worker.on('error', (error) => {
    reason = error
  })
  worker.on('message', (answer: Answer) => {
    waiting.shift()?.(answer)
    // a program that has nothing else to do may end without closing its store
    if (waiting.length === 0) worker.unref()
  })
  return { worker, waiting, ended }
}

/** In a thread of its own, started when it is first needed: the caller goes on while SQLite writes. */
export const workerLane = (opening: Opening): Lane => {
  let running: Running | undefined
  let closed = false
  const started = (): Running => {
    if (running !== undefined) return running
    const now = start(opening)
    running = now
    void now.ended.then(() => {
      if (running === now) running = undefined
    })
    return now
  }
  return {
    perform: (request) =>
      new Promise((answer) => {
        if (closed) {
          answer(E.left(viewsClosed))
          return
        }
        const { worker, waiting } = started()
        worker.ref()
        waiting.push(answer)
        worker.postMessage(request)
      }),
    close: async () => {
      closed = true
      if (running === undefined) return
      running.worker.ref()
      running.worker.postMessage('close')
      await running.ended
    },
  }
}
