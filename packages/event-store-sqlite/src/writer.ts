import { receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import { appender } from './appending.ts'
import { openForWriting } from './schema.ts'
import { packAnswers, unpack, type Ask, type Packed } from './wire.ts'

/** What the writer thread is started with. */
export interface WriterData {
  readonly file: string
  readonly bound: number
  readonly port: MessagePort
  /** counts what was sent: the thread sleeps on it */
  readonly sent: Int32Array
}

const { file, bound, port, sent } = workerData as WriterData
const commit = appender(openForWriting(file, bound), { file, bound })

/** Everything that has queued up. */
const queued = (): readonly Ask[] => {
  const asks: Ask[] = []
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    asks.push(...unpack(next.message as Packed))
  }
  return asks
}

// The thread has nothing else to do: sleeping on a number wakes it sooner than an event loop does.
for (;;) {
  const seen = Atomics.load(sent, 0)
  const asks = queued()
  if (asks.length > 0) port.postMessage(packAnswers(commit(asks)))
  else Atomics.wait(sent, 0, seen)
}
