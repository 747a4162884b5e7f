import 'reflect-metadata'
import { Inject, Injectable, Module, type OnModuleInit } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { Test, type TestingModule } from '@nestjs/testing'
import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import type { Instant } from '@deskledger/kernel'
import { incidentExamples, incidentPractice, type IncidentRefusal } from '@deskledger/practices/incident'
import { openMemoryReadStore } from '@deskledger/read-store'
import type { Answer } from '@deskledger/runtime'
import {
  AppLedger,
  Ask,
  AskAll,
  AskJson,
  DeskledgerHealth,
  DeskledgerModule,
  Find,
  Get,
  History,
  practiceToken,
  type Verdict,
} from './index.ts'

declare module './practices-here.ts' {
  interface Practices {
    readonly spec: readonly [typeof incidentPractice]
  }
}

const { RaiseIncident: raise, AssignIncident: assign, ResolveIncident: resolve } = incidentExamples.commands
const at = '2025-03-01T09:30:00.000Z' as Instant
const commandId = '0b5d6f0e-3f0e-4a53-9d7e-0c9f3c1f7a11' as never

const stores = () => ({ events: openMemoryEventStore({ clock: () => at }), views: openMemoryReadStore() })

let module: TestingModule
let started: TestingModule[] = []
const start = async (...imports: Parameters<typeof Test.createTestingModule>[0]['imports'] & object) => {
  module = await Test.createTestingModule({ imports }).compile()
  module.enableShutdownHooks()
  await module.init()
  started.push(module)
  return { commands: module.get(CommandBus), queries: module.get(QueryBus) }
}
afterEach(async () => {
  for (const one of started) await one.close()
  started = []
})

const here = { register: [incidentPractice] }

describe('commands', () => {
  it('are typed from the command to the answer and the refusal', async () => {
    const { commands } = await start(DeskledgerModule.forRoot({ ...stores(), ...here }))
    const raised: E.Either<Verdict<typeof raise>, Answer> = await commands.execute(new Ask(raise))
    expect(raised).toMatchObject({ right: { stream: 'incident-INC0000042', revision: 0, repeated: false } })
    const again = await commands.execute(new Ask(raise))
    expect(E.isLeft(again) && again.left.type === 'Refused' && again.left.refusal).toEqual({
      type: 'IncidentAlreadyRaised',
      incidentId: raise.incidentId,
    } satisfies IncidentRefusal)
  })
  it('have one effect for one commandId', async () => {
    const { commands } = await start(DeskledgerModule.forRoot({ ...stores(), ...here }))
    const once = await commands.execute(new Ask(raise, { commandId }))
    const twice = await commands.execute(new Ask(raise, { commandId }))
    expect(twice).toEqual(E.map((answer: Answer) => ({ ...answer, repeated: true }))(once))
  })
  it('of one stream are all done, or none is', async () => {
    const { commands, queries } = await start(DeskledgerModule.forRoot({ ...stores(), ...here }))
    expect(await commands.execute(new AskAll([{ command: raise }, { command: raise }]))).toMatchObject({
      left: { type: 'Refused', index: 1 },
    })
    expect(await commands.execute(new AskAll([{ command: raise }, { command: assign }]))).toMatchObject({
      right: [{}, {}],
    })
    expect((await queries.execute(new History('incident-INC0000042'))).map(({ type }) => type)).toEqual([
      'IncidentRaised',
      'IncidentAssigned',
    ])
  })
  it('from outside are decoded, with every mistake', async () => {
    const { commands } = await start(DeskledgerModule.forRoot({ ...stores(), ...here }))
    const wrong = { ...raise, impact: 9, colour: 'red' }
    expect(await commands.execute(new AskJson(wrong))).toMatchObject({
      left: { type: 'NotACommand', mistakes: [{ pointer: '/impact' }, { pointer: '/colour' }] },
    })
    expect(await commands.execute(new AskJson(raise))).toMatchObject({ right: { revision: 0 } })
  })
  it('are permitted by role where roles are said', async () => {
    const { commands } = await start(DeskledgerModule.forRoot({ ...stores(), ...here }))
    expect(await commands.execute(new Ask(raise, { roles: ['requester'] }))).toMatchObject({ right: {} })
    const denied = { left: { type: 'NotPermitted', command: 'ResolveIncident', roles: ['requester'] } }
    expect(await commands.execute(new Ask(resolve, { roles: ['requester'] }))).toMatchObject(denied)
    expect(await commands.execute(new AskJson(resolve, { roles: ['requester'] }))).toMatchObject(denied)
    expect(await commands.execute(new AskAll([{ command: resolve }], ['requester']))).toMatchObject(denied)
    expect(await commands.execute(new AskJson({ type: 'toString' }, { roles: [] }))).toMatchObject({
      left: { type: 'NotACommand' },
    })
  })
  it('throw what machines fail at', async () => {
    const { events, views } = stores()
    const failing: EventStore = {
      ...events,
      append: () => () => Promise.resolve(E.left({ type: 'StoreFull', message: 'The disk is full.' })),
    }
    const { commands } = await start(DeskledgerModule.forRoot({ events: failing, views, ...here }))
    await expect(commands.execute(new Ask(raise))).rejects.toMatchObject({
      name: 'LedgerFailed',
      message: 'The disk is full.',
      failure: { type: 'StoreFull' },
    })
  })
})

describe('queries', () => {
  it('show what was answered before', async () => {
    const { commands, queries } = await start(DeskledgerModule.forRoot({ ...stores(), ...here }))
    await commands.execute(new Ask(raise))
    await commands.execute(new Ask(assign))
    const page = await queries.execute(new Find('incident-queue', { where: [{ path: 'priority', from: 1 }] }))
    expect(page.found.map(({ key }) => key)).toEqual(['INC0000042'])
    expect(await queries.execute(new Get('incident-details', 'INC0000042'))).toMatchObject({
      document: { incidentId: 'INC0000042' },
    })
    expect(await queries.execute(new Get('incident-details', 'INC0000002'))).toBeUndefined()
    await expect(queries.execute(new Find('no-such-table'))).rejects.toMatchObject({ name: 'LedgerFailed' })
  })
})

@Injectable()
class Clerk implements OnModuleInit {
  readonly #app: AppLedger
  answered: unknown
  constructor(@Inject(AppLedger) app: AppLedger) {
    this.#app = app
  }
  async onModuleInit(): Promise<void> {
    this.answered = await this.#app.ledger.askJson(raise)
  }
}

describe('modules', () => {
  it('of features bring practices; the ledger is there from onModuleInit on', async () => {
    @Module({
      imports: [DeskledgerModule.forFeature(incidentPractice)],
      providers: [Clerk],
      exports: [Clerk],
    })
    class Incidents {}
    @Module({ imports: [DeskledgerModule.forFeature(incidentPractice)] })
    class AlsoIncidents {}
    await start(DeskledgerModule.forRoot(stores()), Incidents, AlsoIncidents)
    expect(module.get(Clerk).answered).toMatchObject({ right: { revision: 0 } })
    expect(module.get(practiceToken('incident'), { strict: false })).toBe(incidentPractice)
  })
  it('refuse two practices of one name, and one that comes too late', async () => {
    await start(DeskledgerModule.forRoot({ ...stores(), ...here }))
    const app = module.get(AppLedger)
    expect(() => app.add({ ...incidentPractice })).toThrow('Two practices are named incident')
    expect(() => app.add({ ...incidentPractice, name: 'late' })).toThrow('comes too late')
  })
  it('open stores with what is injected', async () => {
    @Module({ providers: [{ provide: 'STORES', useFactory: stores }], exports: ['STORES'] })
    class Stores {}
    const { commands } = await start(
      DeskledgerModule.forRootAsync({
        imports: [Stores],
        inject: ['STORES'],
        useFactory: (opened: ReturnType<typeof stores>) => ({ ...opened, ...here }),
      }),
    )
    expect(await commands.execute(new Ask(raise))).toMatchObject({ right: {} })
  })
})

describe('an application', () => {
  it('keeps read models up to date by itself, and closes both stores at its end', async () => {
    const { events, views } = stores()
    const { commands } = await start(DeskledgerModule.forRoot({ events, views, ...here }))
    const answer = await commands.execute(new Ask(raise))
    const { ledger } = module.get(AppLedger)
    for (;;) {
      const seen = await ledger.views.get('incident-details', 'INC0000042')()
      if (E.isRight(seen) && seen.right !== undefined) break
      await new Promise(setImmediate)
    }
    await module.close()
    expect(await events.readStream(E.isRight(answer) ? answer.right.stream : '')()).toMatchObject({
      left: { type: 'Closed' },
    })
    expect(await views.tables()).toMatchObject({ left: { type: 'ViewsClosed' } })
  })
  it('leaves projecting to others, where it is told to', async () => {
    const { commands } = await start(DeskledgerModule.forRoot({ ...stores(), ...here, projects: false }))
    await commands.execute(new Ask(raise))
    expect(await module.get(DeskledgerHealth).check(0)).toMatchObject({
      status: 'down',
      lag: 1,
      reason: expect.stringContaining('1 events behind; 0 are allowed') as unknown,
    })
    expect(await module.get(DeskledgerHealth).indicator('ledger', 1)).toMatchObject({
      ledger: { status: 'up', lag: 1 },
    })
  })
  it('says what is wrong where a store does not answer', async () => {
    const { events, views } = stores()
    await start(DeskledgerModule.forRoot({ events, views, ...here, projects: false }))
    await events.close()
    expect(await module.get(DeskledgerHealth).check()).toMatchObject({
      status: 'down',
      reason: expect.any(String) as unknown,
    })
  })
  it('says so where a person must mend what keeps read models from going on', async () => {
    const { events, views } = stores()
    await events.close()
    await start(DeskledgerModule.forRoot({ events, views, ...here }))
    const health = module.get(DeskledgerHealth)
    while (module.get(AppLedger).trouble === undefined) await new Promise(setImmediate)
    expect(await health.check()).toMatchObject({ status: 'down', reason: module.get(AppLedger).trouble })
  })
})
