import { randomUUID } from 'node:crypto'
import {
  idOfAnswer,
  messagesOf,
  readAnswer,
  type Answer,
  type Request,
  type Response,
  type Sending,
} from './append-messages.ts'
import { answerToError } from './client-errors.ts'

/** The part of the protocol's call that is used. */
export interface AppendCall {
  readonly on: ((event: 'data', listener: (response: Response) => void) => unknown) &
    ((event: 'error', listener: (error: Error) => void) => unknown) &
    ((event: 'end', listener: () => void) => unknown)
  readonly write: (request: Request) => unknown
  readonly end: () => unknown
  readonly cancel: () => void
}

/** One call over which appends go out and answers come in, in any order. */
interface Line {
  readonly call: AppendCall
  readonly pending: Map<string, (answer: Answer) => void>
  /** when something came last; 0: nothing has yet */
  heard: number
  open: boolean
}

export interface AppendLine {
  /**
   * Sends an append and waits for its answer, so many milliseconds at most. Appends go out in the order of asking.
   * When nothing at all came over the call in that time, the call is given up, and the next append opens another.
   */
  readonly send: (sending: Sending, patience: number) => Promise<Answer>
  /** appends without an answer */
  readonly pending: () => number
}

const openLine = (call: AppendCall): Line => {
  const line: Line = { call, pending: new Map(), heard: 0, open: true }
  const finish = (answer: Answer) => {
    line.open = false
    const waiting = [...line.pending.values()]
    line.pending.clear()
    for (const settle of waiting) settle(answer)
  }
  call.on('data', (response) => {
    line.heard = performance.now()
    const id = idOfAnswer(response)
    const settle = line.pending.get(id)
    line.pending.delete(id)
    settle?.(readAnswer(response))
  })
  call.on('error', (error) => {
    finish(answerToError(error))
  })
  call.on('end', () => {
    finish({ kind: 'unknown', why: 'the server ended the call for appends', sent: true })
    call.end()
  })
  return line
}

const overLine = (line: Line, sending: Sending, patience: number): Promise<Answer> =>
  new Promise((resolve) => {
    const id = randomUUID()
    const since = performance.now()
    const timer = setTimeout(() => {
      line.pending.delete(id)
      resolve({ kind: 'unknown', why: `no answer within ${Math.round(patience)} ms`, sent: true })
      if (line.heard >= since) return
      line.open = false
      line.call.cancel()
    }, patience)
    line.pending.set(id, (answer) => {
      clearTimeout(timer)
      resolve(answer)
    })
    for (const message of messagesOf(id, sending)) line.call.write(message)
  })

const within = <A>(patience: number, task: Promise<A>, late: () => A): Promise<A> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve(late())
    }, patience)
    task.then(resolve, reject).finally(() => {
      clearTimeout(timer)
    })
  })

/** Appends over one call at a time, opened when it is needed, and opened anew when it was lost. */
export const openAppendLine = (open: () => Promise<AppendCall>): AppendLine => {
  let line: Promise<Line> | undefined
  let current: Line | undefined

  const connect = (): Promise<Line> => {
    if (current?.open === false) line = undefined
    line ??= open().then(
      (call) => (current = openLine(call)),
      (error: unknown) => {
        line = undefined
        throw error
      },
    )
    return line
  }
  return {
    send: async (sending, patience) => {
      const start = performance.now()
      try {
        const connected = await within<Line | undefined>(patience, connect(), () => undefined)
        if (connected === undefined) {
          line = undefined
          return { kind: 'unknown', why: `no connection within ${Math.round(patience)} ms`, sent: false }
        }
        if (!connected.open) return { kind: 'unknown', why: 'the call for appends was lost', sent: false }
        return await overLine(connected, sending, Math.max(0, patience - (performance.now() - start)))
      } catch (error) {
        return answerToError(error)
      }
    },
    pending: () => current?.pending.size ?? 0,
  }
}
