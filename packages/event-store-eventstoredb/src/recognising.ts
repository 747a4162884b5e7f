import type { StoreFailure } from '@deskledger/event-store'
import type { Instant, Metadata, StoredEvent, Uuid } from '@deskledger/kernel'
import { FORMAT } from './envelope.ts'
import { typeOffWire, type Names } from './names.ts'
import { positionOf, type Place } from './positions.ts'

/** An event as the client gives it. */
export interface Recorded {
  readonly streamId: string
  readonly id: string
  readonly revision: bigint
  readonly type: string
  readonly data: unknown
  readonly metadata?: unknown
  readonly isJson: boolean
  readonly position?: Place
}

/** What an event on the server is to a ledger. */
export type Recognised =
  | { readonly kind: 'ours'; readonly event: StoredEvent; readonly wireId: string }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'failure'; readonly failure: StoreFailure }

type Members = Partial<Record<string, unknown>>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The envelope of an event of ours, and the event's own metadata beside it. */
interface Sealing {
  readonly envelope: Members
  readonly metadata: unknown
}

const FOREIGN: Recognised = { kind: 'foreign' }

const placeIn = ({ streamId, revision, position }: Recorded): string =>
  `Stream ${streamId}, revision ${revision}${position === undefined ? '' : ` (position ${positionOf(position)})`}`

const damaged = (recorded: Recorded, what: string): Recognised => ({
  kind: 'failure',
  failure: {
    type: 'Damaged',
    message: `${placeIn(recorded)}: ${what}. Run verify to see what else is wrong, and restore a backup.`,
  },
})

const tooNew = (recorded: Recorded, format: number): Recognised => ({
  kind: 'failure',
  failure: {
    type: 'LedgerTooNew',
    message: `${placeIn(recorded)} was written by a newer version of this program (format ${format}; this one knows ${FORMAT}): update the program. Nothing was changed.`,
  },
})

const sha256 = /^[0-9a-f]{64}$/

/** The event that an envelope holds, or a word for what is missing. */
const opened = (recorded: Recorded, stream: string, { envelope, metadata }: Sealing): StoredEvent | string => {
  const { eventId, recordedAt, hash } = envelope
  const type = typeOffWire(recorded.type)
  if (type === undefined) return 'its type'
  if (typeof eventId !== 'string') return 'its id'
  if (typeof recordedAt !== 'string') return 'its time of recording'
  if (typeof hash !== 'string' || !sha256.test(hash)) return 'its hash'
  return {
    stream,
    revision: Number(recorded.revision),
    position: recorded.position === undefined ? '' : positionOf(recorded.position),
    eventId: eventId as Uuid,
    type,
    data: recorded.data,
    metadata: metadata as Metadata,
    recordedAt: recordedAt as Instant,
    hash,
  }
}

const sealingIn = ({ metadata }: Recorded): Sealing | undefined => {
  if (!isObject(metadata)) return undefined
  const envelope = metadata['deskledger']
  return isObject(envelope) ? { envelope, metadata: metadata['metadata'] } : undefined
}

/**
 * An event is of a ledger when it has the envelope with the ledger's name, in a stream named so. Whatever else stands
 * on the server is of other systems.
 */
export const recognise = (names: Names, recorded: Recorded): Recognised => {
  const sealing = sealingIn(recorded)
  const stream = names.streamOffWire(recorded.streamId)
  if (sealing?.envelope['ledger'] !== names.ledger || stream === undefined) return FOREIGN
  const { format } = sealing.envelope
  if (typeof format !== 'number') return damaged(recorded, 'its envelope has no format')
  if (format > FORMAT) return tooNew(recorded, format)
  if (!recorded.isJson) return damaged(recorded, 'its data is no JSON')
  const event = opened(recorded, stream, sealing)
  if (typeof event === 'string') return damaged(recorded, `${event} cannot be read`)
  return { kind: 'ours', event, wireId: recorded.id }
}

/** Whether an event is the server's own: metadata of streams, statistics, links. */
export const isOfTheServer = ({ type, streamId }: Pick<Recorded, 'type' | 'streamId'>): boolean =>
  type.startsWith('$') || streamId.startsWith('$')
