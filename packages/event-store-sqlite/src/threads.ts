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

/** Threads that have nothing to do wait here for the next store: starting one takes longer than a store lives in tests. */
const idle: Thread[] = []
const MOST_IDLE = 1
/** Milliseconds: enough for the next store of a row of them, and nothing is left running behind the last. */
const IDLE_FOR = 50

const forget = (thread: Thread): boolean => {
  const at = idle.indexOf(thread)
  if (at !== -1) idle.splice(at, 1)
  return at !== -1
}

const rest = (thread: Thread): void => {
  idle.push(thread)
  setTimeout(() => {
    if (forget(thread)) void thread.worker.terminate()
  }, IDLE_FOR).unref()
}

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
  const thread = { worker, jobs: port1, sent }
  const gone = () => {
    forget(thread)
  }
  worker.on('error', gone)
  worker.on('exit', gone)
  return thread
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
      if (idle.length < MOST_IDLE) rest(thread)
      else await worker.terminate()
    },
  }
}
