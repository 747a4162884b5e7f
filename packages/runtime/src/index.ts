export type { TableContent } from './compare.ts'
export type { Generation } from './generation.ts'
export type { BehaviourOptions, Behaviours } from './behaviours.ts'
export type { Asked, Because, Facts, Identified } from './deciding.ts'
export type { OnRefused } from './flows.ts'
export type { AnsweredEvent, Answer } from './answer.ts'
export type { HandleOptions } from './handle.ts'
export { versionsInForce } from './in-force.ts'
export { insist, type InsistOptions } from './insisting.ts'
export {
  openLedger,
  type CommandOf,
  type RefusalOf,
  type FindOptions,
  type Ledger,
  type LedgerParts,
  type Registered,
} from './ledger.ts'
export type { Observer, Projected, Ran, Reacted, StoreStep, Timed } from './observing.ts'
export type { Parked } from './parking.ts'
export type { ProjectorOptions } from './project.ts'
export type { Rebuilt, RebuildOptions } from './rebuild.ts'
export type { ReadModelStatus, Status } from './status.ts'
export { isVerdict } from './trouble.ts'
export type { AskTrouble, NotACommand, NotProvided, Refused, RuntimeFailure } from './trouble.ts'
export type { FirstDifference, Verification } from './verify.ts'
export { openWorker, type WorkerParts, type WorkerState } from './worker.ts'
