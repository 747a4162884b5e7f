import type { IncidentId, Instant, PersonId, Projection, StoredEvent, Uuid } from '@deskledger/kernel'
import { incidentEvents, type IncidentEvent } from '../events.ts'
import { changesOf, type FieldChange } from './timeline-changes.ts'
import { wordsOf } from './timeline-words.ts'

/** One thing that happened: who, when, what changed from what to what, and in words. */
export interface TimelineEntry {
  readonly revision: number
  readonly eventId: Uuid
  /** when it happened in the business */
  readonly at: Instant
  /** when the ledger took it */
  readonly recordedAt: Instant
  readonly by: PersonId
  readonly type: string
  readonly words: string
  /** the text of a note in full; null: this is none */
  readonly text: string | null
  readonly changes: readonly FieldChange[]
}

/** Up to 32 entries of one incident's history, in the order of revisions; chunks count from 0. */
export interface IncidentTimeline {
  readonly incidentId: IncidentId
  readonly chunk: number
  readonly entries: readonly TimelineEntry[]
}

const SIZE = 32
const chunkOf = (revision: number): number => Math.floor(revision / SIZE)

const entryOf = ({ data, revision, eventId, recordedAt }: StoredEvent<IncidentEvent>): TimelineEntry => ({
  revision,
  eventId,
  at: data.at,
  recordedAt,
  by: data.by,
  type: data.type,
  words: wordsOf(data),
  text: data.type === 'NoteAdded' ? data.text : null,
  changes: changesOf(data),
})

/** Every incident's history, 32 entries a document, so that a long one is never rewritten whole. */
export const incidentTimeline: Projection<IncidentEvent, IncidentTimeline> = {
  name: 'incident-timeline',
  version: 2,
  on: Object.keys(incidentEvents),
  keysOf: ({ data, revision }) => [`${data.incidentId}/${String(chunkOf(revision)).padStart(6, '0')}`],
  apply: (timeline, event) => ({
    incidentId: event.data.incidentId,
    chunk: chunkOf(event.revision),
    entries: timeline ? [...timeline.entries, entryOf(event)] : [entryOf(event)],
  }),
  indexes: [{ name: 'incident-chunk', fields: ['incidentId', 'chunk'] }],
  tables: [],
  rollups: [],
}
