import { Body, Count, GroupId, PersonId, ReferenceId, Sha256, Title } from '@deskledger/kernel'
import type * as t from 'io-ts'
import { Day, LinkKind, Visibility, orNull } from '../words.ts'
import { event } from './event.ts'

/** Something was said: to the caller (public) or among those who work on it. */
export const NoteAdded = event('NoteAdded', { noteId: ReferenceId, visibility: Visibility, text: Body })
export type NoteAdded = t.TypeOf<typeof NoteAdded>

/** A file belongs to it; the ledger holds the reference, not the bytes. `size` in bytes. */
export const FileAttached = event('FileAttached', { name: Title, mediaType: Title, size: Count, sha256: Sha256 })
export type FileAttached = t.TypeOf<typeof FileAttached>

/** A file no longer belongs to it. */
export const FileDetached = event('FileDetached', { name: Title, sha256: Sha256 })
export type FileDetached = t.TypeOf<typeof FileDetached>

/** It points to something of another practice. */
export const LinkedTo = event('LinkedTo', { kind: LinkKind, reference: ReferenceId })
export type LinkedTo = t.TypeOf<typeof LinkedTo>

/** It no longer points there. */
export const UnlinkedFrom = event('UnlinkedFrom', { kind: LinkKind, reference: ReferenceId })
export type UnlinkedFrom = t.TypeOf<typeof UnlinkedFrom>

/** Somebody worked on it for so many seconds; `day` (`2025-03-01`) where it was not the day of `at`. */
export const TimeLogged = event('TimeLogged', {
  entryId: ReferenceId,
  seconds: Count,
  activity: Title,
  day: orNull(Day),
})
export type TimeLogged = t.TypeOf<typeof TimeLogged>

/** Somebody wants to hear of it. */
export const WatcherAdded = event('WatcherAdded', { watcher: PersonId })
export type WatcherAdded = t.TypeOf<typeof WatcherAdded>

/** Somebody no longer wants to hear of it. */
export const WatcherRemoved = event('WatcherRemoved', { watcher: PersonId })
export type WatcherRemoved = t.TypeOf<typeof WatcherRemoved>

/** A group that knows more is asked; the assignment follows as an event of its own. */
export const EscalatedFunctionally = event('EscalatedFunctionally', {
  fromGroup: orNull(GroupId),
  toGroup: GroupId,
  reason: Body,
})
export type EscalatedFunctionally = t.TypeOf<typeof EscalatedFunctionally>

/** Somebody who may decide more is told; `level` counts upwards from 1. */
export const EscalatedHierarchically = event('EscalatedHierarchically', { level: Count, to: PersonId, reason: Body })
export type EscalatedHierarchically = t.TypeOf<typeof EscalatedHierarchically>
