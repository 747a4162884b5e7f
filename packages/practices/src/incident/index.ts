export {
  RaiseIncident,
  AssignIncident,
  UnassignIncident,
  StartWork,
  PutOnHold,
  ResumeIncident,
  ResolveIncident,
  UpdateResolution,
  CloseIncident,
  ReopenIncident,
  CancelIncident,
  AcceptIncident,
} from './commands/lifecycle.ts'
export {
  ChangePriority,
  OverridePriority,
  Recategorise,
  ReclassifyService,
  CorrectCaller,
  CorrectCustomer,
  CorrectDetails,
  ChangeConfidentiality,
  RecordExternalVerdict,
} from './commands/facts.ts'
export {
  AddNote,
  AttachFile,
  DetachFile,
  Link,
  Unlink,
  LogTime,
  AddWatcher,
  RemoveWatcher,
  EscalateFunctionally,
  EscalateHierarchically,
} from './commands/work.ts'
export {
  ProposeMajor,
  AcceptMajor,
  DeclineMajor,
  SendMajorCommunication,
  StandDownMajor,
  RecordPostIncidentReview,
} from './commands/major.ts'
export { SetParent, RemoveParent, FollowParent, MergeInto, ReceiveMerge } from './commands/family.ts'
export { RecordImportedRow } from './commands/imported.ts'
export { incidentCommands, type IncidentCommand } from './commands.ts'
export {
  IncidentRaised,
  IncidentAssigned,
  IncidentUnassigned,
  WorkStarted,
  IncidentPutOnHold,
  IncidentResumed,
  IncidentResolved,
  ResolutionUpdated,
  IncidentClosed,
  IncidentReopened,
  IncidentCancelled,
  FirstResponseRecorded,
} from './events/lifecycle.ts'
export {
  PriorityChanged,
  IncidentRecategorised,
  ServiceReclassified,
  CallerCorrected,
  CustomerCorrected,
  DetailsCorrected,
  ConfidentialityChanged,
  ExternalVerdictRecorded,
} from './events/facts.ts'
export {
  NoteAdded,
  FileAttached,
  FileDetached,
  LinkedTo,
  UnlinkedFrom,
  TimeLogged,
  WatcherAdded,
  WatcherRemoved,
  EscalatedFunctionally,
  EscalatedHierarchically,
} from './events/work.ts'
export {
  MajorIncidentProposed,
  MajorIncidentAccepted,
  MajorIncidentDeclined,
  MajorCommunicationSent,
  MajorIncidentStoodDown,
  PostIncidentReviewRecorded,
} from './events/major.ts'
export { ParentSet, ParentRemoved, MergedInto, MergeReceived } from './events/family.ts'
export { UpdateRecorded, RecordedAsImported } from './events/imported.ts'
export { incidentEvents, type IncidentEvent } from './events.ts'
export {
  Assignment,
  Channel,
  Day,
  DetailField,
  HoldReason,
  KnownHoldReason,
  LinkKind,
  PriorityMatrix,
  ResponseKind,
  Standing,
  Status,
  Visibility,
} from './words.ts'
export { incidentDecider } from './decide.ts'
export { incidentExamples } from './examples.ts'
export { incidentPractice } from './practice.ts'
export {
  incidentDetails,
  incidentMetrics,
  incidentReadModels,
  incidentTimeline,
  isOpen,
  measuresOfEntry,
  measuresOfFact,
  OPEN_ENDED,
  pathTo,
  slicesOfFact,
  statesOfFact,
  standingOf,
  valueIn,
  wordsOf,
  type CellLabels,
  type Dimension,
  type EntryKind,
  type IncidentClosing,
  type IncidentDetails,
  type IncidentFact,
  type IncidentQueueRow,
  type IncidentRow,
  type IncidentSpan,
  type IncidentTimeline,
  type Measure,
  type MetricEntry,
  type MetricName,
  type Path,
  type Slice,
  type TimelineEntry,
} from './read-models/index.ts'
export { permissions } from './permissions.ts'
export { priorityOf } from './priority.ts'
export type { IncidentRefusal } from './refusals.ts'
export { wordsForRefusal } from './refusal-words.ts'
export type { Incident } from './state.ts'
export type { Ticket } from './ticket.ts'
