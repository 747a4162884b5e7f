// A help desk in an application of NestJS: its own controller, on the practices of the library.
import { Body, ConflictException, Controller, Get, Inject, Module, Param, Post } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { openSqliteEventStore } from '@deskledger/event-store-sqlite'
import { AskJson, DeskledgerHealth, DeskledgerModule, Find, History, type LedgerHealth } from '@deskledger/nest'
import { incidentPractice, wordsForRefusal } from '@deskledger/practices/incident'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import * as E from 'fp-ts/lib/Either.js'

// #region typed
declare module '@deskledger/nest' {
  interface Practices {
    readonly helpdesk: readonly [typeof incidentPractice]
  }
}
// #endregion typed

// #region stores
const orThrow = <A>(outcome: E.Either<{ readonly message: string }, A>): A => {
  if (E.isLeft(outcome)) throw new Error(outcome.left.message)
  return outcome.right
}

const open = async (folder: string) => ({
  events: orThrow(await openSqliteEventStore(`${folder}/events.db`, { createIfMissing: true })()),
  views: orThrow(await openSqliteReadStore(`${folder}/views.db`, { createIfMissing: true })()),
})
// #endregion stores

// #region controller
@Controller('tickets')
class TicketController {
  readonly #commands: CommandBus
  readonly #queries: QueryBus
  readonly #health: DeskledgerHealth

  constructor(
    @Inject(CommandBus) commands: CommandBus,
    @Inject(QueryBus) queries: QueryBus,
    @Inject(DeskledgerHealth) health: DeskledgerHealth,
  ) {
    this.#commands = commands
    this.#queries = queries
    this.#health = health
  }

  @Post()
  async ask(@Body() body: unknown): Promise<readonly string[]> {
    const asked = await this.#commands.execute(new AskJson(body, { roles: ['agent'] }))
    if (E.isRight(asked)) return asked.right.events.map(({ type }) => type)
    const verdict = asked.left
    throw new ConflictException(verdict.type === 'Refused' ? wordsForRefusal(verdict.refusal) : verdict.message)
  }

  @Get()
  async open(): Promise<readonly object[]> {
    const page = await this.#queries.execute(new Find('incident-queue', { sort: [{ path: 'priority' }] }))
    return page.found.map(({ document }) => document)
  }

  @Get('health')
  health(): Promise<LedgerHealth> {
    return this.#health.check(1_000)
  }

  @Get(':id/history')
  async history(@Param('id') id: string): Promise<readonly string[]> {
    const events = await this.#queries.execute(new History(`incident-${id}`))
    return events.map(({ type }) => type)
  }
}
// #endregion controller

// #region module
@Module({
  imports: [DeskledgerModule.forFeature(incidentPractice)],
  controllers: [TicketController],
})
class TicketModule {}

/** The application: stores are opened when it starts, and closed with it. */
export const helpdeskIn = (folder: string) => {
  @Module({
    imports: [DeskledgerModule.forRootAsync({ useFactory: () => open(folder) }), TicketModule],
  })
  class HelpdeskModule {}
  return HelpdeskModule
}
// #endregion module
