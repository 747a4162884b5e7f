import { createHash, hash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import type { StoredEvent } from './events.ts'
import type { Uuid } from './words.ts'

/** SHA-256 of a text as UTF-8, in hexadecimal. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex')

/** The hash before the first event of a stream, and before the first of a log. */
export const GENESIS = '0'.repeat(64)

/** The texts that an event is stored as; `data` and `metadata` are canonical JSON already. */
export interface StoredTexts {
  readonly stream: string
  readonly revision: number
  readonly eventId: string
  readonly type: string
  readonly data: string
  readonly metadata: string
  readonly recordedAt: string
}

/**
 * SHA-256 over the hash before it in its stream, a line feed, and the event's canonical JSON as stored.
 * The position is left out: the same stream has the same hashes in every ledger it is copied to.
 */
export const hashOfTexts = (before: string, event: StoredTexts): string =>
  sha256(
    `${before}\n{"data":${event.data},"eventId":"${event.eventId}","metadata":${event.metadata},"recordedAt":"${event.recordedAt}","revision":${event.revision},"stream":${JSON.stringify(event.stream)},"type":${JSON.stringify(event.type)}}`,
  )

/** The hash an event must have, given the one before it in its stream (`GENESIS` for the first). */
export const hashOf = (before: string, event: Omit<StoredEvent, 'hash' | 'position'>): string =>
  hashOfTexts(before, { ...event, data: canonicalJson(event.data), metadata: canonicalJson(event.metadata) })

/** The link of an event in the chain over the whole log: SHA-256 over the link before it and the event's own hash. */
export const linkOf = (before: string, eventHash: string): string => sha256(`${before}${eventHash}`)

/**
 * The UUID that a name has within a namespace: the same two always give the same one.
 * @source  RFC 9562, section 5.5 (version 5)
 */
export const uuidv5 = (namespace: Uuid, name: string): Uuid => {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}` as Uuid
}
