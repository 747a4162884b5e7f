import { any, code, empty, identifierOf, shared, status, streams, uuidOf, wire } from './messages.ts'
import type { Expected } from '../log/judging.ts'
import type { Position } from '../log/positions.ts'

type ReadResp = InstanceType<typeof streams.ReadResp>
const bytes = (response: ReadResp): Buffer => Buffer.from(response.serializeBinary())

export const confirmation = (subscriptionId: string): Buffer => {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation()
  confirmed.setSubscriptionId(subscriptionId)
  return bytes(new streams.ReadResp().setConfirmation(confirmed))
}

export const CAUGHT_UP = bytes(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()))

export const checkpointAt = ({ commit, prepare }: Position): Buffer => {
  const checkpoint = new streams.ReadResp.Checkpoint()
  checkpoint.setCommitPosition(String(commit)).setPreparePosition(String(prepare))
  return bytes(new streams.ReadResp().setCheckpoint(checkpoint))
}

export const streamNotFound = (stream: string): Buffer => {
  const notFound = new streams.ReadResp.StreamNotFound()
  notFound.setStreamIdentifier(identifierOf(stream))
  return bytes(new streams.ReadResp().setStreamNotFound(notFound))
}

/** The revision and place of the last event of an append. */
export interface Success {
  readonly last: number
  readonly position: number | undefined
}

/** A success of the unary append. */
export const appended = ({ last, position }: Success) => {
  const success = new streams.AppendResp.Success()
  success.setCurrentRevision(wire(last))
  if (position === undefined) success.setNoPosition(new shared.Empty())
  else {
    const place = new streams.AppendResp.Position()
    success.setPosition(place.setCommitPosition(String(position)).setPreparePosition(String(position)))
  }
  return new streams.AppendResp().setSuccess(success)
}

const expectation = (expected: Expected) => {
  const wrong = new streams.AppendResp.WrongExpectedVersion()
  switch (expected) {
    case 'any':
      return wrong.setExpectedAny(new shared.Empty())
    case 'no-stream':
      return wrong.setExpectedNoStream(new shared.Empty())
    case 'stream-exists':
      return wrong.setExpectedStreamExists(new shared.Empty())
    default:
      return wrong.setExpectedRevision(wire(expected))
  }
}

/** A clash of the unary append: no failure of the call, but a field of its answer. */
export const clashed = (expected: Expected, actual: number) => {
  const wrong = expectation(expected)
  if (actual === -1) wrong.setCurrentNoStream(new shared.Empty())
  else wrong.setCurrentRevision(wire(actual))
  return new streams.AppendResp().setWrongExpectedVersion(wrong)
}

/** Which request of a batch append an answer is for. */
export interface Addressee {
  readonly correlationId: string
  readonly stream: string
}

const batchAnswer = ({ correlationId, stream }: Addressee) =>
  new streams.BatchAppendResp().setCorrelationId(uuidOf(correlationId)).setStreamIdentifier(identifierOf(stream))

export const batchAppended = (to: Addressee, { last, position }: Success) => {
  const success = new streams.BatchAppendResp.Success()
  success.setCurrentRevision(wire(last))
  if (position === undefined) success.setNoPosition(new empty.Empty())
  else {
    const place = new shared.AllStreamPosition()
    success.setPosition(place.setCommitPosition(String(position)).setPreparePosition(String(position)))
  }
  return batchAnswer(to).setSuccess(success)
}

type CodeNumber = (typeof code.Code)[keyof typeof code.Code]

/** Why a batch append failed: a text, and a message of a named type. */
export interface BatchFailure {
  readonly code: CodeNumber
  readonly text: string
  readonly type: string
  readonly detail: { readonly serializeBinary: () => Uint8Array }
}

export const batchFailed = (to: Addressee, { code, text, type, detail }: BatchFailure) => {
  const packed = new any.Any()
  packed.pack(detail.serializeBinary(), type)
  const error = new status.Status()
  error.setCode(code).setMessage(text).setDetails(packed)
  return batchAnswer(to).setError(error)
}

const named = (name: keyof typeof shared): string => `event_store.client.${name}`

export const batchClash = (expected: Expected, actual: number): BatchFailure => {
  const detail = new shared.WrongExpectedVersion()
  if (actual === -1) detail.setCurrentNoStream(new empty.Empty())
  else detail.setCurrentStreamRevision(wire(actual))
  if (expected === 'any') detail.setExpectedAny(new empty.Empty())
  else if (expected === 'no-stream') detail.setExpectedNoStream(new empty.Empty())
  else if (expected === 'stream-exists') detail.setExpectedStreamExists(new empty.Empty())
  else detail.setExpectedStreamPosition(wire(expected))
  return {
    code: code.Code.FAILED_PRECONDITION,
    text: 'Wrong expected version',
    type: named('WrongExpectedVersion'),
    detail,
  }
}

export const batchDeleted = (stream: string): BatchFailure => {
  const detail = new shared.StreamDeleted()
  detail.setStreamIdentifier(identifierOf(stream))
  return { code: code.Code.FAILED_PRECONDITION, text: 'Stream deleted', type: named('StreamDeleted'), detail }
}

export const batchTooBig = (limit: number): BatchFailure => {
  const detail = new shared.MaximumAppendSizeExceeded()
  detail.setMaxappendsize(limit)
  return {
    code: code.Code.INVALID_ARGUMENT,
    text: 'Maximum append size exceeded',
    type: named('MaximumAppendSizeExceeded'),
    detail,
  }
}

/** One event that is too large alone: newer servers send a message that this client does not know. */
export const batchEventTooBig = ({ id, size, limit }: EventSize): BatchFailure => ({
  ...batchRefused(`Event ${id} of ${size} bytes is larger than an event may be: ${limit} bytes`),
  type: 'event_store.client.MaximumAppendEventSizeExceeded',
})

interface EventSize {
  readonly id: string
  readonly size: number
  readonly limit: number
}

export const batchTimedOut: BatchFailure = {
  code: code.Code.DEADLINE_EXCEEDED,
  text: 'Timeout',
  type: named('Timeout'),
  detail: new shared.Timeout(),
}

export const batchDenied: BatchFailure = {
  code: code.Code.PERMISSION_DENIED,
  text: 'Access denied',
  type: named('AccessDenied'),
  detail: new shared.AccessDenied(),
}

/** A request that makes no sense: the client knows no such type, and throws an unknown error. */
export const batchRefused = (text: string): BatchFailure => {
  const detail = new shared.BadRequest()
  detail.setMessage(text)
  return { code: code.Code.INVALID_ARGUMENT, text, type: named('BadRequest'), detail }
}

/** A server that takes nothing now: an empty message, and a text. */
export const batchNotHandled = (text: string): BatchFailure => ({
  code: code.Code.UNAVAILABLE,
  text,
  type: 'google.protobuf.Empty',
  detail: new empty.Empty(),
})
