import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js'
import type { Deletion, Written } from '../log/event-log.ts'
import type { Expected } from '../log/judging.ts'
import { nameIn, shared, streams } from '../protocol/messages.ts'
import { cancelled, streamDeleted, timedOut, wrongVersion, type Refusal } from '../protocol/refusals.ts'
import { expose, misplaced, refused, timed, type Context, type OpenCall } from './context.ts'

type DeleteReq = InstanceType<typeof streams.DeleteReq>
type TombstoneReq = InstanceType<typeof streams.TombstoneReq>
type Options = NonNullable<ReturnType<DeleteReq['getOptions'] | TombstoneReq['getOptions']>>

const expectedIn = (options: Options): Expected => {
  if (options.hasRevision()) return Number(options.getRevision())
  if (options.hasNoStream()) return 'no-stream'
  return options.hasStreamExists() ? 'stream-exists' : 'any'
}

const deleted = (position: number | undefined) => {
  if (position === undefined) return new streams.DeleteResp().setNoPosition(new shared.Empty())
  const place = new streams.DeleteResp.Position()
  return new streams.DeleteResp().setPosition(
    place.setCommitPosition(String(position)).setPreparePosition(String(position)),
  )
}

const buried = (position: number | undefined) => {
  if (position === undefined) return new streams.TombstoneResp().setNoPosition(new shared.Empty())
  const place = new streams.TombstoneResp.Position()
  return new streams.TombstoneResp().setPosition(
    place.setCommitPosition(String(position)).setPreparePosition(String(position)),
  )
}

interface Deleting<Response> {
  readonly operation: 'delete' | 'tombstone'
  readonly write: (deletion: Deletion) => Written
  readonly answer: (position: number | undefined) => Response
}

const deleting =
  <Response>(context: Context, { operation, write, answer }: Deleting<Response>) =>
  (call: ServerUnaryCall<DeleteReq | TombstoneReq, Response>, callback: sendUnaryData<Response>): void => {
    const options: Options = call.request.getOptions() ?? new streams.DeleteReq.Options()
    const stream = nameIn(options.getStreamIdentifier())
    const expected = expectedIn(options)
    const { metadata } = call
    let over = false
    const finish = (reply: () => void) => {
      if (over) return
      over = true
      context.open.delete(open)
      reply()
    }
    const fail = (refusal: Refusal) => {
      finish(() => {
        callback(refusal)
      })
    }
    const stop = () => {
      fail(cancelled)
    }
    const open: OpenCall = {
      kind: 'call',
      fail,
      end: stop,
      stop,
      fallBehind: () => undefined,
    }
    const reply = (written: Written | 'timed-out') => () => {
      if (written === 'timed-out') fail(timedOut)
      else if (written.outcome === 'deleted') fail(streamDeleted(stream))
      else if (written.outcome === 'wrong-version') fail(wrongVersion(stream, expected, written.actual))
      else
        finish(() => {
          callback(null, answer(written.position))
        })
    }
    context.open.add(open)
    call.on('cancelled', () => {
      finish(() => undefined)
    })
    const refusal = refused(context, { metadata, stream, right: '$d' }) ?? misplaced(context, metadata)
    if (refusal !== undefined) fail(refusal)
    else {
      const struck = { operation, stream, peer: call.getPeer(), fail }
      expose(context, struck, () => reply(timed(context, () => write({ stream, expected }))))
    }
  }

/** Delete: hides what a stream holds, until the next append. */
export const softDelete = (context: Context) =>
  deleting(context, { operation: 'delete', write: context.log.softDelete, answer: deleted })

/** Tombstone: closes a stream for ever. */
export const tombstone = (context: Context) =>
  deleting(context, { operation: 'tombstone', write: context.log.tombstone, answer: buried })
