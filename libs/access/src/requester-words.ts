import type { IncidentCommand } from '@deskledger/practices/incident'
import type { PermissionReason } from './denials.ts'
import type { Identity } from './identity.ts'

type FieldsOf<Type> = Exclude<
  keyof Extract<IncidentCommand, { readonly type: Type }>,
  'type' | 'incidentId' | 'by' | 'at'
>

/**
 * What a requester may say in which command. What is not here is the desk's: groups and assignees, when it was reported,
 * priorities of one's own, confidentiality, how long after its resolution a ticket is opened again.
 */
export const requesterFields: { readonly [Type in IncidentCommand['type']]?: readonly FieldsOf<Type>[] } = {
  RaiseIncident: [
    ...(['summary', 'description', 'impact', 'urgency', 'category', 'subcategory', 'service'] as const),
    ...(['location', 'channel', 'caller', 'customer', 'followUpOf'] as const),
  ],
  CloseIncident: ['code', 'comment'],
  ReopenIncident: ['reason', 'bySelfService'],
  CancelIncident: ['reason'],
  CorrectDetails: ['summary', 'description', 'location', 'channel'],
  AddNote: ['noteId', 'visibility', 'text'],
  AttachFile: ['name', 'mediaType', 'size', 'sha256'],
  AddWatcher: ['watcher'],
  RemoveWatcher: ['watcher'],
}

const always: readonly string[] = ['type', 'incidentId', 'by', 'at']
const fieldsByType: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(requesterFields))

/** Null, and an empty list, say nothing. */
const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)

interface Mistake {
  readonly reason: PermissionReason
  readonly message: string
}

const unsayable = (command: object, type: string): Mistake | undefined => {
  const sayable = fieldsByType.get(type) ?? []
  const field = Object.entries(command).find(
    ([name, value]) => isSaid(value) && !always.includes(name) && !sayable.includes(name),
  )?.[0]
  return field === undefined
    ? undefined
    : { reason: 'RequesterMayNotSay', message: `A requester may not say ${field} in ${type}.` }
}

const ofRaising = (command: object, { subject, customer }: Identity): Mistake | undefined => {
  if (!('caller' in command) || command.caller !== subject)
    return { reason: 'OtherCaller', message: 'A requester raises incidents with themself as the caller alone.' }
  const named = 'customer' in command ? command.customer : undefined
  return isSaid(named) && named !== customer
    ? { reason: 'OtherCustomer', message: 'A requester raises incidents for the customer in their token alone.' }
    : undefined
}

const ofNote = (command: object): Mistake | undefined =>
  'visibility' in command && command.visibility === 'public'
    ? undefined
    : { reason: 'RequesterMayNotSay', message: 'The notes of a requester are public.' }

/** What a requester says in a command that they may not; undefined: nothing. It never depends on a ticket. */
export const mistakeOfRequester = (command: { readonly type: string }, identity: Identity): Mistake | undefined => {
  const { type } = command
  const mistake = unsayable(command, type)
  if (mistake !== undefined) return mistake
  if (type === 'RaiseIncident') return ofRaising(command, identity)
  return type === 'AddNote' ? ofNote(command) : undefined
}
