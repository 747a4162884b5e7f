import type { Decider } from '@deskledger/kernel'
import type { IncidentCommand } from './commands.ts'
import type { IncidentEvent } from './events.ts'
import type { IncidentRefusal } from './refusals.ts'
import { assign, unassign, escalateFunctionally } from './rules/assignment.ts'
import { close, reopen, cancel } from './rules/ending.ts'
import {
  recategorise,
  reclassifyService,
  correctCaller,
  correctCustomer,
  correctDetails,
  changeConfidentiality,
  recordExternalVerdict,
} from './rules/facts.ts'
import { setParent, removeParent, followParent, mergeInto, receiveMerge } from './rules/family.ts'
import { recordImportedRow } from './rules/importing.ts'
import {
  proposeMajor,
  acceptMajor,
  declineMajor,
  sendMajorCommunication,
  standDownMajor,
  recordPostIncidentReview,
} from './rules/major.ts'
import { changePriority, overridePriority } from './rules/prioritising.ts'
import { startWork, putOnHold, resume, accept } from './rules/progress.ts'
import { raise } from './rules/raising.ts'
import { resolve, updateResolution } from './rules/resolution.ts'
import {
  addNote,
  attachFile,
  detachFile,
  link,
  unlink,
  logTime,
  addWatcher,
  removeWatcher,
  escalateHierarchically,
} from './rules/work.ts'
import type { Verdict } from './rules/verdict.ts'
import { evolve, initial, type Incident } from './state.ts'

const decide = (command: IncidentCommand, incident: Incident): Verdict => {
  switch (command.type) {
    case 'RaiseIncident':
      return raise(command, incident)
    case 'AssignIncident':
      return assign(command, incident)
    case 'UnassignIncident':
      return unassign(command, incident)
    case 'StartWork':
      return startWork(command, incident)
    case 'PutOnHold':
      return putOnHold(command, incident)
    case 'ResumeIncident':
      return resume(command, incident)
    case 'ResolveIncident':
      return resolve(command, incident)
    case 'UpdateResolution':
      return updateResolution(command, incident)
    case 'CloseIncident':
      return close(command, incident)
    case 'ReopenIncident':
      return reopen(command, incident)
    case 'CancelIncident':
      return cancel(command, incident)
    case 'AcceptIncident':
      return accept(command, incident)
    case 'ChangePriority':
      return changePriority(command, incident)
    case 'OverridePriority':
      return overridePriority(command, incident)
    case 'Recategorise':
      return recategorise(command, incident)
    case 'ReclassifyService':
      return reclassifyService(command, incident)
    case 'CorrectCaller':
      return correctCaller(command, incident)
    case 'CorrectCustomer':
      return correctCustomer(command, incident)
    case 'CorrectDetails':
      return correctDetails(command, incident)
    case 'ChangeConfidentiality':
      return changeConfidentiality(command, incident)
    case 'RecordExternalVerdict':
      return recordExternalVerdict(command, incident)
    case 'AddNote':
      return addNote(command, incident)
    case 'AttachFile':
      return attachFile(command, incident)
    case 'DetachFile':
      return detachFile(command, incident)
    case 'Link':
      return link(command, incident)
    case 'Unlink':
      return unlink(command, incident)
    case 'LogTime':
      return logTime(command, incident)
    case 'AddWatcher':
      return addWatcher(command, incident)
    case 'RemoveWatcher':
      return removeWatcher(command, incident)
    case 'EscalateFunctionally':
      return escalateFunctionally(command, incident)
    case 'EscalateHierarchically':
      return escalateHierarchically(command, incident)
    case 'ProposeMajor':
      return proposeMajor(command, incident)
    case 'AcceptMajor':
      return acceptMajor(command, incident)
    case 'DeclineMajor':
      return declineMajor(command, incident)
    case 'SendMajorCommunication':
      return sendMajorCommunication(command, incident)
    case 'StandDownMajor':
      return standDownMajor(command, incident)
    case 'RecordPostIncidentReview':
      return recordPostIncidentReview(command, incident)
    case 'SetParent':
      return setParent(command, incident)
    case 'RemoveParent':
      return removeParent(command, incident)
    case 'FollowParent':
      return followParent(command, incident)
    case 'MergeInto':
      return mergeInto(command, incident)
    case 'ReceiveMerge':
      return receiveMerge(command, incident)
    case 'RecordImportedRow':
      return recordImportedRow(command, incident)
  }
}

/** The rules of incidents. */
export const incidentDecider: Decider<IncidentCommand, Incident, IncidentEvent, IncidentRefusal> = {
  initial,
  decide,
  evolve,
}
