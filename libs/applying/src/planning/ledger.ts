import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { StoredEvent, Uuid } from '@deskledger/kernel'
import type { AgreementCommand, InForce } from '@deskledger/practices/agreement'
import type { BusinessCalendarCommand } from '@deskledger/practices/business-calendar'

/** Why a ledger did not do what was asked, in a sentence; a rule that refuses is one. */
export interface LedgerTrouble {
  readonly type: string
  readonly message: string
}

/** A command under its identity: asked twice, it has one effect. */
export interface Ask {
  readonly command: BusinessCalendarCommand | AgreementCommand
  readonly commandId: Uuid
}

/** What a command came to. */
export interface Asked {
  /** last revision of the stream that is known */
  readonly revision: number
  readonly events: readonly { readonly revision: number; readonly type: string }[]
}

/** All that applying needs of a ledger. */
export interface ApplyingLedger {
  /** the events of a stream from a revision on (default: 0), in the versions in force; none: there is no such stream */
  readonly history: (stream: string, from?: number) => TE.TaskEither<LedgerTrouble, readonly StoredEvent[]>
  /** every version of an agreement that is, was or will be in force */
  readonly inForce: () => TE.TaskEither<LedgerTrouble, readonly InForce[]>
  /** commands of one stream in order, all or nothing */
  readonly ask: (asks: readonly Ask[]) => TE.TaskEither<LedgerTrouble, readonly Asked[]>
}
