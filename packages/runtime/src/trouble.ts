import type { StoreFailure } from '@deskledger/event-store'
import type { Mistake } from '@deskledger/kernel'
import type { ViewFailure } from '@deskledger/read-store'

/** A rule said no: a fact of the practice, and which command of a list it was about. */
export interface Refused<Refusal> {
  readonly type: 'Refused'
  readonly refusal: Refusal
  /** place in the list of commands asked, from 0 */
  readonly index: number
}

/** What was asked is no command of this ledger. */
export interface NotACommand {
  readonly type: 'NotACommand'
  readonly mistakes: readonly Mistake[]
  readonly message: string
}

/** What the caller demanded of the stream did not hold. */
export interface NotProvided {
  readonly type: 'NotProvided'
  /** place in the list of commands asked, from 0 */
  readonly index: number
  readonly message: string
}

/** Why a command came to nothing. Nothing was written, unless it says `TimedOut`. */
export type AskTrouble<Refusal> = Refused<Refusal> | NotProvided | NotACommand | StoreFailure

/** Whether it was the command's own fault, not a machine's: asked again as it is, it comes to the same. */
export const isVerdict = <Refusal>(
  trouble: AskTrouble<Refusal>,
): trouble is Refused<Refusal> | NotProvided | NotACommand =>
  trouble.type === 'Refused' || trouble.type === 'NotProvided' || trouble.type === 'NotACommand'

/** What can stop projections, rebuilds and verification: one store or the other. */
export type RuntimeFailure =
  | StoreFailure
  | ViewFailure
  /** read models did not get as far as was asked in the time allowed */
  | { readonly type: 'StillBehind'; readonly message: string }
  /** two generations that should be the same are not */
  | { readonly type: 'NotTheSame'; readonly message: string }
  /** a build that nobody else takes part in met an event that it must park */
  | { readonly type: 'NotInBatches'; readonly message: string }
  /** the read models remember an event that the log does not have */
  | { readonly type: 'OtherLog'; readonly message: string }
  | { readonly type: 'NoSuchReadModel'; readonly message: string }
