import { extname } from 'node:path'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import type { Job, WriterData } from './writer.ts'

// A worker starts from a file: `.ts` when this module runs from source, `.js` when it runs from dist.
const writerUrl = new URL(`./writer${extname(import.meta.url)}`, import.meta.url)

/** A thread that writes one file after the other. */
interface Thread {
  readonly worker: Worker
  readonly jobs: MessagePort
  readonly sent: Int32Array
}

/** A thread that has nothing to do waits here for the next store: starting one takes longer than most stores live in tests. */
const idle: Thread[] = []
const MOST_IDLE = 1

/** A thread cannot take all that a process takes: from `node --input-type=module --eval …` only the loaders are passed on. */
const argumentsFrom = (execArgv: readonly string[]): { readonly execArgv?: string[] } => {
  if (!execArgv.some((argument) => argument.startsWith('--input-type'))) return {}
  const isLoader = (argument = '') => /^(--(import|conditions|loader|require)|-[Cr]$)/.test(argument)
  const isNameOfLoader = (argument = '') => isLoader(argument) && !argument.includes('=')
  return { execArgv: execArgv.filter((argument, i) => isLoader(argument) || isNameOfLoader(execArgv[i - 1])) }
}

const start = (): Thread => {
  const { port1, port2 } = new MessageChannel()
  const sent = new Int32Array(new SharedArrayBuffer(4))
  const workerData: WriterData = { jobs: port2, sent }
  const worker = new Worker(writerUrl, { workerData, transferList: [port2], ...argumentsFrom(process.execArgv) })
  worker.unref()
  port1.unref()
  const forget = () => {
    const at = idle.findIndex((thread) => thread.worker === worker)
    if (at !== -1) idle.splice(at, 1)
  }
  worker.on('exit', forget)
  return { worker, jobs: port1, sent }
}

/** A line to a thread that writes one file. */
export interface Line {
  readonly port: MessagePort
  readonly send: (message: unknown) => void
  /** gives the thread back when it is done with the file */
  readonly release: () => Promise<void>
}

/** Gives a file to a thread. `onEnd` hears, once, that the thread ended, and why. */
export const openLine = (job: Omit<Job, 'port'>, onEnd: (why: string) => void): Line => {
  const { port1: port, port2 } = new MessageChannel()
  const thread = idle.pop() ?? start()
  const { worker, jobs, sent } = thread
  let alive = true
  const failed = (error: Error) => {
    ended(error.message)
  }
  const ended = (why: unknown) => {
    if (!alive) return
    alive = false
    port.close()
    onEnd(typeof why === 'string' ? why : 'its thread stopped')
  }
  worker.on('error', failed)
  worker.on('exit', ended)
  const wake = () => {
    Atomics.add(sent, 0, 1)
    Atomics.notify(sent, 0)
  }
  jobs.postMessage({ ...job, port: port2 } satisfies Job, [port2])
  wake()

  return {
    port,
    send: (message) => {
      port.postMessage(message)
      wake()
    },
    release: async () => {
      worker.off('error', failed)
      worker.off('exit', ended)
      if (!alive) return
      port.close()
      if (idle.length < MOST_IDLE) idle.push(thread)
      else await worker.terminate()
    },
  }
}
