import type { ServerDuplexStream } from '@grpc/grpc-js'
import type { Fault } from '../faults.ts'
import type { Proposal } from '../log/entries.ts'
import type { Expected } from '../log/judging.ts'
import {
  batchAppended,
  batchClash,
  batchDeleted,
  batchDenied,
  batchEventTooBig,
  batchFailed,
  batchNotHandled,
  batchRefused,
  batchTimedOut,
  batchTooBig,
  type Addressee,
  type BatchFailure,
} from '../protocol/answers.ts'
import { idIn, nameIn, streams } from '../protocol/messages.ts'
import { cancelled, type Refusal } from '../protocol/refusals.ts'
import { proposalIn } from './append.ts'
import { expose, misplaced, refused, timed, type Context, type OpenCall } from './context.ts'

type Request = InstanceType<typeof streams.BatchAppendReq>
export type BatchAppendResp = InstanceType<typeof streams.BatchAppendResp>
type Options = InstanceType<typeof streams.BatchAppendReq.Options>
export type BatchCall = ServerDuplexStream<Request, BatchAppendResp>

/** An append whose parts are arriving. */
interface Pending extends Addressee {
  readonly expected: Expected
  readonly events: Proposal[]
  size: number
  /** in which all parts must arrive */
  readonly milliseconds: number
  timer: NodeJS.Timeout | undefined
}

const expectedIn = (options: Options): Expected => {
  const { ExpectedStreamPositionCase: Case } = streams.BatchAppendReq.Options
  switch (options.getExpectedStreamPositionCase()) {
    case Case.STREAM_POSITION:
      return Number(options.getStreamPosition())
    case Case.NO_STREAM:
      return 'no-stream'
    case Case.STREAM_EXISTS:
      return 'stream-exists'
    case Case.ANY:
    case Case.EXPECTED_STREAM_POSITION_NOT_SET:
      return 'any'
  }
}

/** Milliseconds left for an append. */
const timeLeft = (options: Options, most: number): number => {
  const deadline = options.getDeadline()
  if (deadline === undefined) return most
  return Math.min(most, deadline.getSeconds() * 1000 + deadline.getNanos() / 1e6 - Date.now())
}

/** What a fault answers as a message; other faults fail the whole call. */
const failureOf = ({ what }: Fault): BatchFailure | undefined => {
  const failures: Partial<Record<Fault['what'], BatchFailure>> = {
    busy: batchNotHandled('Server Is Busy'),
    'not-ready': batchNotHandled('Server Is Not Ready'),
    timeout: batchTimedOut,
    denied: batchDenied,
  }
  return failures[what]
}

/** BatchAppend: appends in parts, each with an id that its answer repeats. A failed append does not end the call. */
export const batchAppend =
  (context: Context) =>
  (call: BatchCall): void => {
    const { limits } = context
    const pending = new Map<string, Pending>()
    let over = false

    const finish = (end: () => void) => {
      if (over) return
      over = true
      context.open.delete(open)
      for (const { timer } of pending.values()) clearTimeout(timer)
      end()
    }
    const fail = (refusal: Refusal) => {
      finish(() => call.emit('error', refusal))
    }
    const end = () => {
      finish(() => {
        call.end()
      })
    }
    const stop = () => {
      fail(cancelled)
    }
    const open: OpenCall = { kind: 'call', fail, end, stop, fallBehind: () => undefined }

    const answer = (message: BatchAppendResp) => {
      if (!over) call.write(message)
    }
    const refuse = (to: Addressee, failure: BatchFailure) => {
      const known = pending.get(to.correlationId)
      clearTimeout(known?.timer)
      pending.delete(to.correlationId)
      answer(batchFailed(to, failure))
    }

    /** Opens an append by its options; undefined where it was refused. */
    const begin = (correlationId: string, options: Options): Pending | undefined => {
      const stream = nameIn(options.getStreamIdentifier())
      const to = { correlationId, stream }
      const refusal = refused(context, { metadata: call.metadata, stream, right: '$w' })
      const milliseconds = timeLeft(options, context.writeTimeout)
      if (refusal !== undefined) {
        if (refusal.metadata.get('exception').length === 0) fail(refusal)
        else refuse(to, batchDenied)
        return undefined
      }
      if (milliseconds <= 0) {
        refuse(to, batchTimedOut)
        return undefined
      }
      const made: Pending = {
        ...to,
        expected: expectedIn(options),
        events: [],
        size: 0,
        milliseconds,
        timer: undefined,
      }
      pending.set(correlationId, made)
      return made
    }

    const takeEvents = (into: Pending, request: Request): boolean => {
      for (const message of request.getProposedMessagesList()) {
        const event = proposalIn(message)
        if ('code' in event) {
          refuse(into, batchRefused(event.details))
          return false
        }
        const bytes = limits.sizeOf(event)
        if (bytes > limits.event) {
          refuse(into, batchEventTooBig({ id: event.id, size: bytes, limit: limits.event }))
          return false
        }
        into.size += bytes
        into.events.push(event)
      }
      if (into.size <= limits.append) return true
      refuse(into, batchTooBig(limits.append))
      return false
    }

    const store =
      ({ correlationId, stream, expected, events }: Pending) =>
      () => {
        const to = { correlationId, stream }
        const written = timed(context, () => context.log.append({ stream, expected, events }))
        if (written === 'timed-out') return batchFailed(to, batchTimedOut)
        if (written.outcome === 'stored') return batchAppended(to, written)
        return batchFailed(
          to,
          written.outcome === 'deleted' ? batchDeleted(stream) : batchClash(expected, written.actual),
        )
      }

    const waitForMore = (append: Pending) => {
      append.timer ??= setTimeout(() => {
        refuse(append, batchTimedOut)
      }, append.milliseconds)
    }

    const complete = (done: Pending) => {
      clearTimeout(done.timer)
      pending.delete(done.correlationId)
      const misplacement = misplaced(context, call.metadata)
      if (misplacement !== undefined) {
        fail(misplacement)
        return
      }
      const struck = {
        operation: 'append' as const,
        stream: done.stream,
        peer: call.getPeer(),
        end,
        fail: (refusal: Refusal, fault: Fault) => {
          const failure = failureOf(fault)
          if (failure === undefined) fail(refusal)
          else answer(batchFailed(done, failure))
        },
      }
      expose(context, struck, () => {
        const response = store(done)()
        return () => {
          answer(response)
        }
      })
    }

    context.open.add(open)
    call.on('data', (request: Request) => {
      if (over) return
      const correlationId = idIn(request.getCorrelationId())
      const options = request.getOptions()
      const known = pending.get(correlationId)
      const append = known ?? (options === undefined ? undefined : begin(correlationId, options))
      if (append === undefined || !takeEvents(append, request)) return
      if (request.getIsFinal()) complete(append)
      else waitForMore(append)
    })
    call.on('end', end)
    call.on('cancelled', () => {
      finish(() => undefined)
    })
  }
