import type * as E from 'fp-ts/lib/Either.js'
import { Command } from '@nestjs/cqrs'
import type { Role } from '@deskledger/kernel'
import type { Answer, Asked, NotACommand, NotProvided, Refused } from '@deskledger/runtime'
import type { CommandHere, RefusalTo } from './practices-here.ts'

/** Nobody with these roles may ask this. */
export interface NotPermitted {
  readonly type: 'NotPermitted'
  readonly command: string
  readonly roles: readonly Role[]
  readonly message: string
}

/** Why a command came to nothing: a value, each with its type. Machines that fail throw `LedgerFailed`. */
export type Verdict<C> = Refused<RefusalTo<C>> | NotProvided | NotACommand | NotPermitted

/** Who asks, and how often it counts. */
export interface Asking extends Omit<Asked<unknown>, 'command'> {
  /** the roles of who asks, checked against the permissions of the practice; left out: the application has checked */
  readonly roles?: readonly Role[]
}

/** Asks one command. The same `commandId` has one effect, however often it is asked. */
export class Ask<C extends CommandHere> extends Command<E.Either<Verdict<C>, Answer>> {
  readonly command: C
  readonly asking: Asking
  constructor(command: C, asking: Asking = {}) {
    super()
    this.command = command
    this.asking = asking
  }
}

/** Asks what came from outside: decoded first, with every mistake. */
export class AskJson extends Command<E.Either<Verdict<CommandHere>, Answer>> {
  readonly json: unknown
  readonly asking: Asking
  constructor(json: unknown, asking: Asking = {}) {
    super()
    this.json = json
    this.asking = asking
  }
}

/** Asks commands of one stream in order, all or nothing. */
export class AskAll extends Command<E.Either<Verdict<CommandHere>, readonly Answer[]>> {
  readonly asked: readonly Asked<CommandHere>[]
  readonly roles: readonly Role[] | undefined
  constructor(asked: readonly Asked<CommandHere>[], roles?: readonly Role[]) {
    super()
    this.asked = asked
    this.roles = roles
  }
}
