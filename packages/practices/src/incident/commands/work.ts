import { Body, Count, GroupId, PersonId, ReferenceId, Sha256, Title } from '@deskledger/kernel'
import type * as t from 'io-ts'
import { Day, LinkKind, Visibility, orNull } from '../words.ts'
import { ask } from './ask.ts'

/** Says something, to the caller (public) or among those who work on it. `noteId` makes a repeat known. */
export const AddNote = ask('AddNote', { noteId: ReferenceId, visibility: Visibility, text: Body }, {})
export type AddNote = t.TypeOf<typeof AddNote>

/** Adds a file by reference; `size` in bytes. The same bytes under the same name are the same file. */
export const AttachFile = ask('AttachFile', { name: Title, mediaType: Title, size: Count, sha256: Sha256 }, {})
export type AttachFile = t.TypeOf<typeof AttachFile>

/** Takes a file away; the event that added it stays. */
export const DetachFile = ask('DetachFile', { name: Title, sha256: Sha256 }, {})
export type DetachFile = t.TypeOf<typeof DetachFile>

/** Points to something of another practice. */
export const Link = ask('Link', { kind: LinkKind, reference: ReferenceId }, {})
export type Link = t.TypeOf<typeof Link>

/** Points there no longer. */
export const Unlink = ask('Unlink', { kind: LinkKind, reference: ReferenceId }, {})
export type Unlink = t.TypeOf<typeof Unlink>

/** Logs time worked, in seconds; `entryId` makes a repeat known, `day` says when it was not the day of `at`. */
export const LogTime = ask('LogTime', { entryId: ReferenceId, seconds: Count, activity: Title }, { day: orNull(Day) })
export type LogTime = t.TypeOf<typeof LogTime>

/** Lets somebody hear of it. */
export const AddWatcher = ask('AddWatcher', { watcher: PersonId }, {})
export type AddWatcher = t.TypeOf<typeof AddWatcher>

/** Lets somebody hear no more of it. */
export const RemoveWatcher = ask('RemoveWatcher', { watcher: PersonId }, {})
export type RemoveWatcher = t.TypeOf<typeof RemoveWatcher>

/** Asks a group that knows more: it becomes the assigned one. */
export const EscalateFunctionally = ask('EscalateFunctionally', { toGroup: GroupId, reason: Body }, {})
export type EscalateFunctionally = t.TypeOf<typeof EscalateFunctionally>

/** Tells somebody who may decide more; levels count upwards from 1 and never go back. */
export const EscalateHierarchically = ask('EscalateHierarchically', { level: Count, to: PersonId, reason: Body }, {})
export type EscalateHierarchically = t.TypeOf<typeof EscalateHierarchically>
