import type { Instant, Metadata, Position, StoredEvent, StoredTexts, Uuid } from '@deskledger/kernel'

/** An event made from its stored texts. Throws what JSON.parse throws when they are no JSON any more. */
export const storedEventOf = (
  texts: StoredTexts & { readonly position: Position; readonly hash: string },
): StoredEvent => ({
  stream: texts.stream,
  revision: texts.revision,
  position: texts.position,
  eventId: texts.eventId as Uuid,
  type: texts.type,
  data: JSON.parse(texts.data) as unknown,
  metadata: JSON.parse(texts.metadata) as Metadata,
  recordedAt: texts.recordedAt as Instant,
  hash: texts.hash,
})
