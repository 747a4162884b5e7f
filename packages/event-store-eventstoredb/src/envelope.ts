import type { EventTexts } from '@deskledger/event-store'
import { hashOfTexts, uuidv5, type Instant, type Metadata, type Uuid } from '@deskledger/kernel'
import { typeOnWire } from './names.ts'

/** The format of the envelope below. */
export const FORMAT = 1

/** An event as it is sent: bytes of JSON. */
export interface WireEvent {
  /** of this writing of the event, not of the event: see `wireIdOf` */
  readonly id: string
  readonly type: string
  readonly data: Buffer
  readonly metadata: Buffer
}

/** An event on its way: its texts, and what the server's own projections correlate by. */
export interface Prepared {
  readonly texts: EventTexts
  /** members of the envelope, as JSON; or nothing */
  readonly correlations: string
}

/** What the envelope says of an event that stands in a ledger. */
interface Sealed {
  readonly ledger: string
  readonly recordedAt: Instant
  readonly hash: string
}

const correlation = (name: string, value: unknown): string =>
  typeof value === 'string' ? `"${name}":${JSON.stringify(value)},` : ''

/** Takes what is needed of an event at once: its owner may change it afterwards. */
export const prepare = (metadata: Metadata | undefined, texts: EventTexts): Prepared => ({
  texts,
  correlations:
    correlation('$correlationId', metadata?.correlationId) + correlation('$causationId', metadata?.causationId),
})

/**
 * The id under which the server knows an event: of these bytes, by this opened store. So an append that succeeds says
 * that exactly these bytes stand there; the same command asked at two nodes at once cannot be taken for one write.
 */
const wireIdOf = (eventId: string, hash: string, instance: string): string =>
  uuidv5(eventId as Uuid, `${hash}/${instance}`)

const envelopeOf = ({ texts, correlations }: Prepared, { ledger, recordedAt, hash }: Sealed): string =>
  `{${correlations}"deskledger":{"format":${FORMAT},"ledger":"${ledger}","eventId":"${texts.eventId}","recordedAt":"${recordedAt}","hash":"${hash}"},"metadata":${texts.metadata}}`

/** Where a run of events is put. */
export interface Run {
  readonly stream: string
  readonly ledger: string
  /** names the opened store */
  readonly instance: string
  /** revision of the event before the first */
  readonly expected: number
  /** hash of the event before the first */
  readonly before: string
  readonly recordedAt: (index: number) => Instant
}

/** Events chained and sealed. */
export interface Chained {
  readonly events: readonly WireEvent[]
  /** hash and time of the last */
  readonly hash: string
  readonly recordedAt: Instant
}

/** Chains events behind the one before them, and seals them. There is at least one. */
export const chain = (run: Run, prepared: readonly Prepared[]): Chained => {
  let hash = run.before
  let recordedAt = run.recordedAt(0)
  const events = prepared.map((one, index): WireEvent => {
    const { texts } = one
    recordedAt = run.recordedAt(index)
    hash = hashOfTexts(hash, { ...texts, stream: run.stream, revision: run.expected + 1 + index, recordedAt })
    return {
      id: wireIdOf(texts.eventId, hash, run.instance),
      type: typeOnWire(texts.type),
      data: Buffer.from(texts.data),
      metadata: Buffer.from(envelopeOf(one, { ledger: run.ledger, recordedAt, hash })),
    }
  })
  return { events, hash, recordedAt }
}
