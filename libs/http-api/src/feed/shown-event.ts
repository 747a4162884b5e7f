import type { StoredEvent } from '@deskledger/kernel'

/** An event as other systems are told it. */
export const shownEvent = ({ stream, revision, position, eventId, type, data, metadata, recordedAt }: StoredEvent) => ({
  stream,
  revision,
  position,
  eventId,
  type,
  data,
  metadata,
  recordedAt,
})
