import { identifierOf, idIn, nameIn, streams, TOMBSTONE, uuidOf, wire } from '../protocol/messages.ts'

/** An event as it is asked to be stored. */
export interface Proposal {
  readonly id: string
  readonly type: string
  readonly json: boolean
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

/** An event in the log. `message` is the answer to a read that resolves no links: made once, sent often. */
export interface Entry {
  readonly stream: string
  readonly revision: number
  /** the place of its first byte in the log; `end` is the place behind its last */
  readonly position: number
  readonly end: number
  readonly id: string
  readonly type: string
  /** milliseconds since 1970 */
  readonly created: number
  readonly message: Buffer
}

/** An entry with all it holds, for oracles of tests. */
export interface StoredEvent {
  readonly stream: string
  readonly revision: bigint
  readonly position: bigint
  readonly id: string
  readonly type: string
  readonly json: boolean
  readonly data: Uint8Array
  readonly metadata: Uint8Array
  readonly created: Date
}

/** Where an event comes to stand. */
export interface Place {
  readonly stream: string
  readonly revision: number
  readonly position: number
  readonly created: number
}

const JSON_TYPE = 'application/json'
const BYTES_TYPE = 'application/octet-stream'

/** Bytes that a record takes beside its stream, type, data and metadata. */
const OVERHEAD = 97

const recorded = ({ id, type, json, data, metadata }: Proposal, { stream, revision, position, created }: Place) => {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent()
  event.setId(uuidOf(id))
  event.setStreamIdentifier(identifierOf(stream))
  event.setStreamRevision(wire(revision))
  event.setCommitPosition(String(position))
  event.setPreparePosition(String(position))
  event.setData(data)
  event.setCustomMetadata(metadata)
  event
    .getMetadataMap()
    .set('type', type)
    .set('created', `${created}0000`)
    .set('content-type', json ? JSON_TYPE : BYTES_TYPE)
  return event
}

type Recorded = ReturnType<typeof recorded>

/** An event, the link that led to it, and the place of the first of them in `$all`. */
export interface Resolved {
  readonly event?: Recorded | undefined
  readonly link?: Recorded | undefined
  readonly position: number
}

export const answerWith = ({ event, link, position }: Resolved): Buffer => {
  const read = new streams.ReadResp.ReadEvent()
  if (event !== undefined) read.setEvent(event)
  if (link !== undefined) read.setLink(link)
  read.setCommitPosition(String(position))
  return Buffer.from(new streams.ReadResp().setEvent(read).serializeBinary())
}

const sized = (place: Place, { id, type, data, metadata }: Proposal, message: Buffer): Entry => {
  const size = OVERHEAD + Buffer.byteLength(place.stream) + Buffer.byteLength(type) + data.length + metadata.length
  return { ...place, end: place.position + size, id, type, message }
}

export const entryOf = (proposal: Proposal, place: Place): Entry =>
  sized(place, proposal, answerWith({ event: recorded(proposal, place), position: place.position }))

/** What an entry holds, as the message that tells of it. */
export const recordIn = (message: Uint8Array): Recorded => {
  const event = streams.ReadResp.deserializeBinary(message).getEvent()?.getEvent()
  if (event === undefined)
    throw new Error('An entry of the log holds no event: the log file is not one of this double.')
  return event
}

const revisionIn = (text: string): number => (Number(text) >= TOMBSTONE ? TOMBSTONE : Number(text))
const millisecondsIn = (text: string | undefined): number => Number(BigInt(text ?? '0') / 10_000n)

const proposalIn = (event: Recorded): Proposal => ({
  id: idIn(event.getId()),
  type: event.getMetadataMap().get('type') ?? '',
  json: event.getMetadataMap().get('content-type') === JSON_TYPE,
  data: event.getData_asU8(),
  metadata: event.getCustomMetadata_asU8(),
})

export const storedIn = ({ message }: Pick<Entry, 'message'>): StoredEvent => {
  const event = recordIn(message)
  return {
    ...proposalIn(event),
    stream: nameIn(event.getStreamIdentifier()),
    revision: BigInt(event.getStreamRevision()),
    position: BigInt(event.getCommitPosition()),
    created: new Date(millisecondsIn(event.getMetadataMap().get('created'))),
  }
}

/** The entry whose message was kept in a file. */
export const entryFrom = (message: Buffer): Entry => {
  const event = recordIn(message)
  const place = {
    stream: nameIn(event.getStreamIdentifier()),
    revision: revisionIn(event.getStreamRevision()),
    position: Number(event.getCommitPosition()),
    created: millisecondsIn(event.getMetadataMap().get('created')),
  }
  return sized(place, proposalIn(event), message)
}
