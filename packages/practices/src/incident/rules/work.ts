import { nothing, type Count } from '@deskledger/kernel'
import type {
  AddNote,
  AddWatcher,
  AttachFile,
  DetachFile,
  EscalateHierarchically,
  Link,
  LogTime,
  RemoveWatcher,
  Unlink,
} from '../commands/work.ts'
import type { Ticket } from '../ticket.ts'
import { firstResponse, resumed } from './progress.ts'
import { did, no, said, unless, whenLive, whenOpen } from './verdict.ts'

const repliesToUs = ({ by, visibility }: AddNote, { caller, status, holdReason }: Ticket): boolean =>
  visibility === 'public' && by === caller && status === 'OnHold' && holdReason === 'AwaitingCaller'

export const addNote = whenLive((command: AddNote, ticket) => {
  const { noteId, visibility, text } = command
  if (ticket.said.includes(noteId)) return nothing
  return did(
    { type: 'NoteAdded', ...said(command), noteId, visibility, text },
    ...(visibility === 'public' ? firstResponse(ticket, command, 'PublicReply') : []),
    ...(repliesToUs(command, ticket) ? [resumed(ticket, command)] : []),
  )
})

const hasFile = ({ files }: Ticket, { name, sha256 }: Pick<AttachFile, 'name' | 'sha256'>): boolean =>
  files.some((file) => file.name === name && file.sha256 === sha256)

export const attachFile = whenLive((command: AttachFile, ticket) => {
  const { name, mediaType, size, sha256 } = command
  return unless(hasFile(ticket, command), { type: 'FileAttached', ...said(command), name, mediaType, size, sha256 })
})

export const detachFile = whenLive((command: DetachFile, ticket) => {
  const { name, sha256 } = command
  return unless(!hasFile(ticket, command), { type: 'FileDetached', ...said(command), name, sha256 })
})

const isLinked = ({ links }: Ticket, { kind, reference }: Pick<Link, 'kind' | 'reference'>): boolean =>
  links.some((link) => link.kind === kind && link.reference === reference)

export const link = whenLive((command: Link, ticket) => {
  const { kind, reference } = command
  return unless(isLinked(ticket, command), { type: 'LinkedTo', ...said(command), kind, reference })
})

export const unlink = whenLive((command: Unlink, ticket) => {
  const { kind, reference } = command
  return unless(!isLinked(ticket, command), { type: 'UnlinkedFrom', ...said(command), kind, reference })
})

export const logTime = whenLive((command: LogTime, ticket) => {
  const { entryId, seconds, activity, day = null } = command
  const already = ticket.said.includes(entryId)
  return unless(already, { type: 'TimeLogged', ...said(command), entryId, seconds, activity, day })
})

export const addWatcher = whenLive((command: AddWatcher, { watchers }) => {
  const { watcher } = command
  return unless(watchers.includes(watcher), { type: 'WatcherAdded', ...said(command), watcher })
})

export const removeWatcher = whenLive((command: RemoveWatcher, { watchers }) => {
  const { watcher } = command
  return unless(!watchers.includes(watcher), { type: 'WatcherRemoved', ...said(command), watcher })
})

export const escalateHierarchically = whenOpen((command: EscalateHierarchically, { escalation }) => {
  const { incidentId, level, to, reason } = command
  const least = escalation?.level ?? (1 as Count)
  if (level < least) return no({ type: 'EscalationGoesUp', incidentId, level: least })
  const already = escalation?.level === level && escalation.to === to
  return unless(already, { type: 'EscalatedHierarchically', ...said(command), level, to, reason })
})
