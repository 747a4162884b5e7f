import type { Role } from '@deskledger/kernel'
import type { IncidentCommand } from './commands.ts'

const anybody: readonly Role[] = ['requester', 'agent', 'manager', 'system']
const desk: readonly Role[] = ['agent', 'manager', 'system']
const managers: readonly Role[] = ['manager', 'system']

/** Which roles may ask which command; that a requester asks about an incident of their own is checked at the edge. */
export const permissions: Readonly<Record<IncidentCommand['type'], readonly Role[]>> = {
  RaiseIncident: anybody,
  AssignIncident: desk,
  UnassignIncident: desk,
  StartWork: desk,
  PutOnHold: desk,
  ResumeIncident: desk,
  ResolveIncident: desk,
  UpdateResolution: desk,
  CloseIncident: anybody,
  ReopenIncident: anybody,
  CancelIncident: anybody,
  AcceptIncident: desk,
  ChangePriority: desk,
  OverridePriority: managers,
  Recategorise: desk,
  ReclassifyService: desk,
  CorrectCaller: desk,
  CorrectCustomer: desk,
  CorrectDetails: anybody,
  ChangeConfidentiality: managers,
  RecordExternalVerdict: ['importer', 'system'],
  AddNote: anybody,
  AttachFile: anybody,
  DetachFile: desk,
  Link: desk,
  Unlink: desk,
  LogTime: desk,
  AddWatcher: anybody,
  RemoveWatcher: anybody,
  EscalateFunctionally: desk,
  EscalateHierarchically: desk,
  ProposeMajor: desk,
  AcceptMajor: managers,
  DeclineMajor: managers,
  SendMajorCommunication: desk,
  StandDownMajor: managers,
  RecordPostIncidentReview: desk,
  SetParent: desk,
  RemoveParent: desk,
  FollowParent: ['system'],
  MergeInto: desk,
  ReceiveMerge: desk,
  RecordImportedRow: ['importer'],
}
