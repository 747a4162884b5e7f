import { Inject } from '@nestjs/common'
import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs'
import * as E from 'fp-ts/lib/Either.js'
import type { Role, StoredEvent } from '@deskledger/kernel'
import type { Found, Page } from '@deskledger/read-store'
import type { Answer } from '@deskledger/runtime'
import { AppLedger } from './app-ledger.ts'
import { Ask, AskAll, AskJson, type NotPermitted, type Verdict } from './commands.ts'
import type { CommandHere } from './practices-here.ts'
import { Find, Get, History } from './queries.ts'
import { orThrow, verdictOrThrow } from './trouble.ts'

type Outcome<A> = E.Either<Verdict<CommandHere>, A>

const typeOf = (json: unknown): string =>
  typeof json === 'object' && json !== null && 'type' in json && typeof json.type === 'string' ? json.type : ''

/** A denial, where nobody with these roles may ask this. What is no command at all is told so when it is decoded. */
const denied = (app: AppLedger, command: string, roles: readonly Role[] | undefined): NotPermitted | undefined => {
  const permitted = app.permitted(command)
  if (roles === undefined || permitted === undefined) return undefined
  if (roles.some((role) => permitted.includes(role))) return undefined
  const message = `${command} may be asked by ${permitted.join(', ')}; who asks is ${roles.join(', ') || 'none of these'}.`
  return { type: 'NotPermitted', command, roles, message }
}

/** What handlers work on; Nest reads from here what their constructors take. */
abstract class OnLedger {
  protected readonly app: AppLedger
  constructor(@Inject(AppLedger) app: AppLedger) {
    this.app = app
  }
}

/** Runs any command of any practice: the rules are in its decider. */
@CommandHandler(Ask)
class AskHandler extends OnLedger implements ICommandHandler<Ask<CommandHere>> {
  async execute({ command, asking: { roles, ...identity } }: Ask<CommandHere>): Promise<Outcome<Answer>> {
    const denial = denied(this.app, command.type, roles)
    if (denial !== undefined) return E.left(denial)
    return verdictOrThrow(await this.app.ledger.ask(command, identity)) as Outcome<Answer>
  }
}

@CommandHandler(AskJson)
class AskJsonHandler extends OnLedger implements ICommandHandler<AskJson> {
  async execute({ json, asking: { roles, ...identity } }: AskJson): Promise<Outcome<Answer>> {
    const denial = denied(this.app, typeOf(json), roles)
    if (denial !== undefined) return E.left(denial)
    return verdictOrThrow(await this.app.ledger.askJson(json, identity)) as Outcome<Answer>
  }
}

@CommandHandler(AskAll)
class AskAllHandler extends OnLedger implements ICommandHandler<AskAll> {
  async execute({ asked, roles }: AskAll): Promise<Outcome<readonly Answer[]>> {
    for (const { command } of asked) {
      const denial = denied(this.app, command.type, roles)
      if (denial !== undefined) return E.left(denial)
    }
    return verdictOrThrow(await this.app.ledger.askAll(asked)) as Outcome<readonly Answer[]>
  }
}

@QueryHandler(Find)
class FindHandler extends OnLedger implements IQueryHandler<Find> {
  async execute({ table, query, options }: Find): Promise<Page> {
    return orThrow(await this.app.ledger.find(table, query, options))
  }
}

@QueryHandler(Get)
class GetHandler extends OnLedger implements IQueryHandler<Get> {
  async execute({ table, key, options }: Get): Promise<Found | undefined> {
    const { ledger } = this.app
    orThrow(await ledger.catchUp(options))
    return orThrow(await ledger.views.get(table, key)())
  }
}

@QueryHandler(History)
class HistoryHandler extends OnLedger implements IQueryHandler<History> {
  async execute({ stream, query }: History): Promise<readonly StoredEvent[]> {
    return orThrow(await this.app.ledger.history(stream, query))
  }
}

export const handlers = [AskHandler, AskJsonHandler, AskAllHandler, FindHandler, GetHandler, HistoryHandler]
