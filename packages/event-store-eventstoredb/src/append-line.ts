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
  /** when something came last, or it was opened */
  heard: number
  open: boolean
}

export interface AppendLine {
  /**
   * Sends an append and waits for its answer, so many milliseconds at most. Appends go out in the order of asking.
   * When the call has brought nothing at all for long, it is given up then, and the next append opens another.
   */
  readonly send: (sending: Sending, patience: number) => Promise<Answer>
  /** appends without an answer */
  readonly pending: () => number
}

const openLine = (call: AppendCall): Line => {
  const line: Line = { call, pending: new Map(), heard: performance.now(), open: true }
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

/** Milliseconds of silence after which a call is given up: fewer would cut off all who wait for a slow server. */
const LONG_SILENCE = 2000

interface Waiting {
  readonly patience: number
  readonly longSilence: number
}

const overLine = (line: Line, sending: Sending, { patience, longSilence }: Waiting): Promise<Answer> =>
  new Promise((resolve) => {
    const id = randomUUID()
    const timer = setTimeout(() => {
      line.pending.delete(id)
      resolve({ kind: 'unknown', why: `no answer within ${Math.round(patience)} ms`, sent: true })
      if (performance.now() - line.heard < longSilence) return
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
export const openAppendLine = (open: () => Promise<AppendCall>, longSilence = LONG_SILENCE): AppendLine => {
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
        const left = Math.max(0, patience - (performance.now() - start))
        return await overLine(connected, sending, { patience: left, longSilence })
      } catch (error) {
        return answerToError(error)
      }
    },
    pending: () => current?.pending.size ?? 0,
  }
}
