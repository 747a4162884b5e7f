import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js'
import type { Proposal } from '../log/entries.ts'
import type { Written } from '../log/event-log.ts'
import type { Expected } from '../log/judging.ts'
import { appended, clashed } from '../protocol/answers.ts'
import { idIn, nameIn, streams } from '../protocol/messages.ts'
import {
  appendTooBig,
  cancelled,
  eventTooBig,
  invalid,
  missingProperty,
  streamDeleted,
  timedOut,
  unavailable,
  unknown,
  type Refusal,
} from '../protocol/refusals.ts'
import { expose, misplaced, refused, timed, type Context, type OpenCall } from './context.ts'

type AppendReq = InstanceType<typeof streams.AppendReq>
export type AppendResp = InstanceType<typeof streams.AppendResp>
type Options = InstanceType<typeof streams.AppendReq.Options>

/** An event as either append sends it. */
export interface Proposed {
  readonly getId: AppendProposed['getId']
  readonly getMetadataMap: AppendProposed['getMetadataMap']
  readonly getData_asU8: () => Uint8Array
  readonly getCustomMetadata_asU8: () => Uint8Array
}
type AppendProposed = InstanceType<typeof streams.AppendReq.ProposedMessage>

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The event that is proposed, or what is wrong with it. */
export const proposalIn = (message: Proposed): Proposal | Refusal => {
  const id = idIn(message.getId())
  const about = message.getMetadataMap()
  const type = about.get('type')
  const contentType = about.get('content-type')
  if (type === undefined) return missingProperty('type')
  if (contentType === undefined) return missingProperty('content-type')
  if (!UUID.test(id)) return unknown(`'${id}' is no event id: a UUID in lower case is needed.`)
  const data = message.getData_asU8()
  return { id, type, json: contentType === 'application/json', data, metadata: message.getCustomMetadata_asU8() }
}

const expectedIn = (options: Options): Expected => {
  const { ExpectedStreamRevisionCase: Case } = streams.AppendReq.Options
  switch (options.getExpectedStreamRevisionCase()) {
    case Case.REVISION:
      return Number(options.getRevision())
    case Case.NO_STREAM:
      return 'no-stream'
    case Case.STREAM_EXISTS:
      return 'stream-exists'
    case Case.ANY:
    case Case.EXPECTED_STREAM_REVISION_NOT_SET:
      return 'any'
  }
}

export type UnaryAppend = ServerReadableStream<AppendReq, AppendResp>

/** Append: options, then one message an event; the answer comes behind the last. */
export const append =
  (context: Context) =>
  (call: UnaryAppend, callback: sendUnaryData<AppendResp>): void => {
    let over = false
    let isWhole = false
    let options: Options | undefined
    let size = 0
    const events: Proposal[] = []

    const finish = (answer: () => void) => {
      if (over) return
      over = true
      context.open.delete(open)
      answer()
    }
    const fail = (refusal: Refusal) => {
      finish(() => {
        callback(refusal)
      })
    }
    const open: OpenCall = {
      kind: 'call',
      fail,
      end: () => {
        fail(cancelled)
      },
      // Whoever is still sending learns that there is nobody to send to.
      stop: () => {
        fail(isWhole ? cancelled : unavailable)
      },
      fallBehind: () => undefined,
    }
    const enter = (given: Options) => {
      options = given
      const stream = nameIn(given.getStreamIdentifier())
      const refusal =
        refused(context, { metadata: call.metadata, stream, right: '$w' }) ?? misplaced(context, call.metadata)
      if (refusal !== undefined) fail(refusal)
    }
    const take = (message: Proposed) => {
      const event = proposalIn(message)
      if ('code' in event) {
        fail(event)
        return
      }
      const { limits } = context
      const bytes = limits.sizeOf(event)
      size += bytes
      if (bytes > limits.event) fail(eventTooBig(event.id, { size: bytes, limit: limits.event }))
      else if (size > limits.append) fail(appendTooBig(limits.append))
      else events.push(event)
    }
    const answerWith = (written: Written | 'timed-out', stream: string, expected: Expected) => () => {
      finish(() => {
        if (written === 'timed-out') callback(timedOut)
        else if (written.outcome === 'stored') callback(null, appended(written))
        else if (written.outcome === 'deleted') callback(streamDeleted(stream))
        else callback(null, clashed(expected, written.actual))
      })
    }

    context.open.add(open)
    call.on('data', (message: AppendReq) => {
      const given = message.getOptions()
      const proposed = message.getProposedMessage()
      if (over) return
      if (given !== undefined) enter(given)
      else if (proposed !== undefined) take(proposed)
    })
    call.on('cancelled', () => {
      finish(() => undefined)
    })
    call.on('end', () => {
      isWhole = true
      if (over) return
      if (options === undefined) {
        fail(invalid('An append needs options first.'))
        return
      }
      const expected = expectedIn(options)
      const stream = nameIn(options.getStreamIdentifier())
      const struck = { operation: 'append', stream, peer: call.getPeer(), fail } as const
      expose(context, struck, () =>
        answerWith(
          timed(context, () => context.log.append({ stream, expected, events })),
          stream,
          expected,
        ),
      )
    })
  }
