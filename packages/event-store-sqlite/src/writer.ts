import { receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import { appender } from './appending.ts'
import { openForWriting } from './schema.ts'
import { settleAndClose } from './sqlite.ts'
import { packAnswers, unpack, type Ask, type Packed } from './wire.ts'

/** What the thread is started with. */
export interface WriterData {
  /** brings one file after the other */
  readonly jobs: MessagePort
  /** counts what was sent, on whatever port: the thread sleeps on it */
  readonly sent: Int32Array
}

/** A file to write, until a null comes; answered by a null. */
export interface Job {
  readonly file: string
  readonly bound: number
  readonly port: MessagePort
}

const { jobs, sent } = workerData as WriterData

/** The next message; sleeps until there is one. Sleeping on a number wakes a thread sooner than an event loop does. */
const next = (port: MessagePort): unknown => {
  for (;;) {
    const seen = Atomics.load(sent, 0)
    const received = receiveMessageOnPort(port)
    if (received !== undefined) return received.message
    Atomics.wait(sent, 0, seen)
  }
}

interface Queued {
  readonly asks: readonly Ask[]
  readonly isLast: boolean
}

/** Everything that has queued up: one commit. */
const queued = (port: MessagePort): Queued => {
  const asks: Ask[] = []
  let message = next(port)
  for (;;) {
    if (message === null) return { asks, isLast: true }
    asks.push(...unpack(message as Packed))
    const more = receiveMessageOnPort(port)
    if (more === undefined) return { asks, isLast: false }
    message = more.message as unknown
  }
}

const serve = ({ file, bound, port }: Job): void => {
  const database = openForWriting(file, bound)
  const commit = appender(database, { file, bound })
  for (let isOver = false; !isOver;) {
    const { asks, isLast } = queued(port)
    if (asks.length > 0) port.postMessage(packAnswers(commit(asks)))
    isOver = isLast
  }
  settleAndClose(database)
  port.postMessage(null)
  port.close()
}

for (;;) serve(next(jobs) as Job)
