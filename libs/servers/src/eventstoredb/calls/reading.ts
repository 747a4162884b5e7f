import type { ServerWritableStream } from '@grpc/grpc-js'
import type { Following, Outlet } from '../log/following.ts'
import type { streams } from '../protocol/messages.ts'
import { cancelled } from '../protocol/refusals.ts'
import type { Context, OpenCall } from './context.ts'

export type ReadCall = ServerWritableStream<InstanceType<typeof streams.ReadReq>, Buffer>

/** A read that is under way: where its messages go. */
export interface Reading extends Outlet {
  readonly end: () => void
  /** the subscription that the read became */
  readonly follows: (following: Following) => void
}

/** Opens a read; whatever ends it first does: the caller, the server, or an error. */
export const openReading = (context: Context, call: ReadCall, kind: OpenCall['kind']): Reading => {
  let isClosed = false
  let following: Following | undefined
  const closing = new Set<() => void>()
  const close = (end: () => void) => {
    if (isClosed) return
    isClosed = true
    context.open.delete(open)
    end()
    for (const listener of [...closing]) listener()
  }
  const reading: Reading = {
    write: (message) => isClosed || call.write(message),
    isFull: () => !isClosed && call.writableNeedDrain,
    drained: () =>
      new Promise((resolve) => {
        if (!reading.isFull()) {
          resolve()
          return
        }
        const done = () => {
          closing.delete(done)
          call.off('drain', done)
          resolve()
        }
        call.once('drain', done)
        closing.add(done)
      }),
    isClosed: () => isClosed,
    onClose: (listener) => {
      closing.add(listener)
    },
    fail: (refusal) => {
      close(() => call.emit('error', refusal))
    },
    end: () => {
      close(() => {
        call.end()
      })
    },
    follows: (begun) => {
      following = begun
    },
  }
  const open: OpenCall = {
    kind,
    fail: reading.fail,
    end: reading.end,
    stop: () => {
      reading.fail(cancelled)
    },
    fallBehind: () => following?.fallBehind(),
  }
  context.open.add(open)
  call.on('cancelled', () => {
    close(() => undefined)
  })
  return reading
}
