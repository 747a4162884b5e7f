import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import type { WireEvent } from './envelope.ts'
import type { Place } from './positions.ts'

/** An append as it is sent. */
export interface Sending {
  /** name on the server */
  readonly stream: string
  /** last revision; -1: no events */
  readonly expected: number
  readonly events: readonly WireEvent[]
}

/** What came of sending an append. */
export type Answer =
  | { readonly kind: 'stored'; readonly revision: number; readonly place: Place | undefined }
  | { readonly kind: 'wrong-revision'; readonly actual: number }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'too-large'; readonly limit: number }
  /** it may have been stored or not, unless it was not even sent */
  | { readonly kind: 'unknown'; readonly why: string; readonly sent: boolean }

export type Request = InstanceType<typeof streams.BatchAppendReq>
export type Response = InstanceType<typeof streams.BatchAppendResp>
type Proposal = InstanceType<typeof streams.BatchAppendReq.ProposedMessage>

/** Bytes of events in one message: far from the 16 MiB that the server takes. */
const MOST_BYTES = 3 * 1024 * 1024

const uuid = (text: string) => new shared.UUID().setString(text)

const proposalOf = ({ id, type, data, metadata }: WireEvent): Proposal => {
  const proposal = new streams.BatchAppendReq.ProposedMessage()
  proposal.setId(uuid(id)).setData(data).setCustomMetadata(metadata)
  proposal.getMetadataMap().set('type', type).set('content-type', 'application/json')
  return proposal
}

type Options = InstanceType<typeof streams.BatchAppendReq.Options>

/** Options that expect no stream: field 3, an empty message. Its class is one of another package. */
const EXPECTING_NO_STREAM = Buffer.from([(3 << 3) | 2, 0])

const expecting = (expected: number): Options =>
  expected === -1
    ? streams.BatchAppendReq.Options.deserializeBinary(EXPECTING_NO_STREAM)
    : new streams.BatchAppendReq.Options().setStreamPosition(String(expected))

/** No deadline is given: it would be a time of day, and clocks differ; the server's own limit for writes holds. */
const optionsOf = ({ stream, expected }: Sending): Options =>
  expecting(expected).setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)))

const groupsOf = (events: readonly WireEvent[]): readonly (readonly WireEvent[])[] => {
  const groups: WireEvent[][] = [[]]
  let bytes = 0
  for (const event of events) {
    const size = event.data.length + event.metadata.length
    if (bytes > 0 && bytes + size > MOST_BYTES) {
      groups.push([])
      bytes = 0
    }
    groups.at(-1)?.push(event)
    bytes += size
  }
  return groups
}

/** The messages of one append, all under one id. */
export const messagesOf = (id: string, sending: Sending): readonly Request[] => {
  const groups = groupsOf(sending.events)
  return groups.map((group, index) => {
    const message = new streams.BatchAppendReq().setCorrelationId(uuid(id)).setIsFinal(index === groups.length - 1)
    if (index === 0) message.setOptions(optionsOf(sending))
    return message.setProposedMessagesList(group.map(proposalOf))
  })
}

const half = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0')

/** The id of the append that an answer is for: servers write it as text or as two numbers. */
export const idOfAnswer = (response: Response): string => {
  const id = response.getCorrelationId()
  const both = id?.getStructured()
  if (both === undefined) return id?.getString() ?? ''
  const hex = half(both.getMostSignificantBits()) + half(both.getLeastSignificantBits())
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

type Details = NonNullable<ReturnType<NonNullable<ReturnType<Response['getError']>>['getDetails']>>

const clash = (details: Details, type: string): Answer | undefined => {
  const clashed = details.unpack((bytes) => shared.WrongExpectedVersion.deserializeBinary(bytes), type)
  if (clashed === null) return undefined
  return {
    kind: 'wrong-revision',
    actual: clashed.hasCurrentStreamRevision() ? Number(clashed.getCurrentStreamRevision()) : -1,
  }
}

const excess = (details: Details, type: string): Answer | undefined => {
  const exceeded = details.unpack((bytes) => shared.MaximumAppendSizeExceeded.deserializeBinary(bytes), type)
  return exceeded === null ? undefined : { kind: 'too-large', limit: exceeded.getMaxappendsize() }
}

const PACKAGE = 'event_store.client.'

const refusalIn = (details: Details): Answer | undefined => {
  const type = details.getTypeName()
  switch (type) {
    case `${PACKAGE}WrongExpectedVersion`:
      return clash(details, type)
    case `${PACKAGE}MaximumAppendSizeExceeded`:
      return excess(details, type)
    case `${PACKAGE}StreamDeleted`:
      return { kind: 'deleted' }
    case `${PACKAGE}AccessDenied`:
      return { kind: 'denied' }
    default:
      return undefined
  }
}

type Success = NonNullable<ReturnType<Response['getSuccess']>>
type Failure = NonNullable<ReturnType<Response['getError']>>

const stored = (success: Success): Answer => {
  const position = success.getPosition()
  const place = position && {
    commit: BigInt(position.getCommitPosition()),
    prepare: BigInt(position.getPreparePosition()),
  }
  return { kind: 'stored', revision: Number(success.getCurrentRevision()), place }
}

const refused = (error: Failure): Answer => {
  const details = error.getDetails()
  const refusal = details && refusalIn(details)
  if (refusal !== undefined) return refusal
  const said = [error.getMessage(), details?.getTypeName().slice(PACKAGE.length)].find((text) => text)
  return { kind: 'unknown', why: said ?? 'the server did not say why', sent: true }
}

/** What an answer says. Whatever is no plain yes or no leaves the outcome open. */
export const readAnswer = (response: Response): Answer => {
  const success = response.getSuccess()
  if (success !== undefined) return stored(success)
  const error = response.getError()
  return error === undefined ? { kind: 'unknown', why: 'the server answered nothing', sent: true } : refused(error)
}
