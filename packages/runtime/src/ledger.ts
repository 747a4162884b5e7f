import * as E from 'fp-ts/lib/Either.js'
import type { EventStore, StreamQuery } from '@deskledger/event-store'
import { decodeMessage, type AnyPractice, type Message, type Position, type StoredEvent } from '@deskledger/kernel'
import { viewsOf, type Page, type Query, type ReadStore, type Views } from '@deskledger/read-store'
import type { Asked } from './deciding.ts'
import { dispatcher } from './dispatch.ts'
import type { Answer } from './answer.ts'
import type { HandleOptions } from './handle.ts'
import { versionsInForce } from './in-force.ts'
import { behave } from './behaving.ts'
import { behaviours, type BehaviourOptions, type Behaviours } from './behaviours.ts'
import { buildOf } from './generation.ts'
import { liveBuilds, namesOf, tableFinder } from './live.ts'
import { reserveNumbers, type Wanted } from './numbering.ts'
import { listParked, type Parked } from './parking.ts'
import type { ProjectorOptions } from './project.ts'
import { readModels } from './read-models.ts'
import { rebuild, type Rebuilt, type RebuildOptions } from './rebuild.ts'
import { requestRetry } from './retry-parked.ts'
import { status, type Status } from './status.ts'
import type { AskTrouble, RuntimeFailure } from './trouble.ts'
import { verify, type Verification } from './verify.ts'

/** Any practice, with its types kept: what stands in both directions in `Practice` is left open here. */
export interface Registered extends Omit<AnyPractice, 'decider' | 'keyOf'> {
  readonly decider: {
    readonly initial: unknown
    readonly decide: (command: never, state: never) => E.Either<unknown, readonly unknown[]>
    readonly evolve: (state: never, event: never) => unknown
  }
  readonly keyOf: (command: never) => string
}
/** What a practice may be asked. */
export type CommandOf<P> = P extends {
  readonly decider: { readonly decide: (command: infer C, state: never) => unknown }
}
  ? C
  : never
/** Why a practice may refuse. */
export type RefusalOf<P> = P extends {
  readonly decider: { readonly decide: (...asked: never) => E.Either<infer R, unknown> }
}
  ? R
  : never

export interface LedgerParts<P extends Registered> extends Behaviours, BehaviourOptions {
  readonly events: EventStore
  readonly views: ReadStore
  readonly register: readonly P[]
  readonly handling?: HandleOptions
  readonly projecting?: ProjectorOptions
  /** false: other processes project; this one waits for them. Default: true */
  readonly projects?: boolean
}

export interface FindOptions {
  /** wait until read models have passed it; the position of an answer gives "read your own writes" */
  readonly after?: Position
  /** milliseconds to wait at most, default 5,000 */
  readonly timeout?: number
}

/** The whole library on two stores: ask, find, close. */
export interface Ledger<Command, Refusal> {
  /** Runs one command. The same `commandId` has one effect, however often it is asked. */
  readonly ask: (
    command: Command,
    identity?: Omit<Asked<Command>, 'command'>,
  ) => Promise<E.Either<AskTrouble<Refusal>, Answer>>
  /** Runs commands of one stream in order, all or nothing. */
  readonly askAll: (asked: readonly Asked<Command>[]) => Promise<E.Either<AskTrouble<Refusal>, readonly Answer[]>>
  /** Decodes what comes from outside, with every mistake, then runs it. */
  readonly askJson: (
    json: unknown,
    identity?: Omit<Asked<Command>, 'command'>,
  ) => Promise<E.Either<AskTrouble<Refusal>, Answer>>
  /** A page of a read model: everything that was answered before this call is in it. */
  readonly find: (table: string, query?: Query, options?: FindOptions) => Promise<E.Either<RuntimeFailure, Page>>
  /** Reads tables as they are, without catching up first. */
  readonly views: Views
  /** The events of one stream, upcast to the versions in force; the store itself gives them as they are stored. */
  readonly history: (stream: string, query?: StreamQuery) => Promise<E.Either<RuntimeFailure, readonly StoredEvent[]>>
  /** Brings all read models to the end of the log; answers where that was. */
  readonly catchUp: (options?: FindOptions) => Promise<E.Either<RuntimeFailure, Position>>
  /** Keeps read models up to date until the signal aborts. */
  readonly follow: (signal: AbortSignal) => Promise<E.Either<RuntimeFailure, void>>
  /** Numbers nobody else is ever given, as a series such as `incident`; both ends inclusive. */
  readonly reserve: (
    series: string,
    wanted: Wanted,
  ) => Promise<E.Either<RuntimeFailure, { readonly from: number; readonly to: number }>>
  /** Read models, or tables of theirs, by name; default: all. `replace`: also where the build in use says something else. */
  readonly rebuild: (
    names?: readonly string[],
    options?: Pick<RebuildOptions, 'replace'>,
  ) => Promise<E.Either<RuntimeFailure, readonly Rebuilt[]>>
  /** Checks every hash, and live documents against a fresh fold into an empty read store. */
  readonly verify: (scratch: ReadStore) => Promise<E.Either<RuntimeFailure, Verification>>
  readonly parked: () => Promise<E.Either<RuntimeFailure, readonly Parked[]>>
  /** Takes parked streams up again, in order; answers those that are parked still. */
  readonly retryParked: () => Promise<E.Either<RuntimeFailure, readonly Parked[]>>
  readonly status: () => Promise<E.Either<RuntimeFailure, Status>>
  /** Waits for what is at work, then closes both stores. */
  readonly close: () => Promise<void>
}

const decoded = (register: readonly AnyPractice[], json: unknown): E.Either<AskTrouble<never>, Message> => {
  const codecs = Object.assign({}, ...register.map(({ commands }) => commands)) as AnyPractice['commands']
  return E.mapLeft((mistakes: readonly { pointer: string; message: string }[]): AskTrouble<never> => ({
    type: 'NotACommand',
    mistakes,
    message: mistakes
      .map(({ pointer, message }) => `${pointer === '' ? 'the command' : pointer}: ${message}`)
      .join('\n'),
  }))(decodeMessage<Message>(codecs, json))
}

/** Opens a ledger on two stores: practices' commands go in, read models come out. */
export const openLedger = <const P extends Registered>(parts: LedgerParts<P>): Ledger<CommandOf<P>, RefusalOf<P>> => {
  const { events, views: store, projects = true } = parts
  const register = parts.register as unknown as readonly AnyPractice[]
  const inForce = versionsInForce(register)
  const projections = register.flatMap((practice) => practice.readModels).map(inForce.projection)
  const { observer } = parts
  const models = readModels({ events, views: store }, projections, { observer, ...parts.projecting })
  const dispatch = dispatcher(events, register, { observer, ...parts.handling })
  const views = viewsOf(store, tableFinder(store, projections))

  const { timers = [], now, onRefused } = parts
  const flows = (parts.flows ?? []).map(inForce.flow)
  const behaving = behaviours(
    { events, views: store, tables: views, dispatch, now, onRefused, observer, pass: models.catchUp },
    { flows, timers },
  )
  const isQuiet = flows.length + timers.length === 0
  let settling: Promise<unknown> = Promise.resolve()
  let next: Promise<E.Either<RuntimeFailure, number>> | undefined

  /** Flows and timers, one run at a time; callers who come while one runs share the next. */
  const settle = (): Promise<E.Either<RuntimeFailure, number>> => {
    next ??= settling.then(() => {
      next = undefined
      return behaving.settle()
    })
    settling = next
    return next
  }

  /** The read models hold what flows and timers have asked for. */
  const settled = async (): Promise<E.Either<RuntimeFailure, Position>> => {
    const outcome = isQuiet ? E.right(0) : await settle()
    return E.isLeft(outcome) ? outcome : models.catchUp()
  }

  const catchUp = async ({ after, timeout = 5000 }: FindOptions = {}): Promise<E.Either<RuntimeFailure, Position>> => {
    if (projects) return settled()
    const waited = await models.waitFor(after ?? '', timeout)
    return E.isLeft(waited) ? waited : E.right(after ?? '')
  }

  const ask = async (command: Message, identity = {}) => {
    const answers = await dispatch([{ command, ...identity }])
    return E.map(([answer]: readonly Answer[]) => answer as Answer)(answers)
  }

  /** Of the builds that readers see: what older ones could not take is over. */
  const parked = async (): Promise<E.Either<RuntimeFailure, readonly Parked[]>> => {
    const live = await liveBuilds(store, [...projections, ...flows.map(({ knows }) => knows)])
    if (E.isLeft(live)) return live
    const builds = new Set(live.right.current.map(buildOf))
    return E.map((all: readonly Parked[]) => all.filter(({ build }) => builds.has(build)))(await listParked(store))
  }

  const ledger: Ledger<Message, Message> = {
    ask,
    askAll: dispatch,
    askJson: async (json, identity) => {
      const command = decoded(register, json)
      return E.isLeft(command) ? command : ask(command.right, identity)
    },
    find: async (table: string, query: Query = {}, options: FindOptions = {}) => {
      const caught = await catchUp(options)
      if (E.isLeft(caught)) return caught
      return views.find(table, query)()
    },
    views,
    history: async (stream, query) =>
      E.map((stored: readonly StoredEvent[]) => stored.map(inForce.event))(await events.readStream(stream, query)()),
    catchUp,
    follow: (signal) => (isQuiet ? models.follow(signal) : behave({ ...behaving, settle }, events, { signal })),
    reserve: (series, wanted) => reserveNumbers(events, series, wanted),
    rebuild: (names, how) => models.alone(() => rebuildNamed(names, how)),
    verify: (scratch) =>
      models.alone(async () => {
        const live = await models.live()
        return E.isLeft(live) ? live : verify({ events, views: store }, live.right.current, scratch)
      }),
    parked,
    retryParked: async () => {
      const waiting = await parked()
      if (E.isLeft(waiting)) return waiting
      for (const one of waiting.right) {
        const asked = await requestRetry(events, one)
        if (E.isLeft(asked)) return asked
      }
      const caught = await settled()
      return E.isLeft(caught) ? caught : parked()
    },
    status: () => status({ events, views: store }, projections),
    close: () =>
      models.alone(async () => {
        await events.close()
        await store.close()
      }),
  }

  const rebuildNamed = async (
    names: readonly string[] | undefined,
    how: Pick<RebuildOptions, 'replace'> = {},
  ): Promise<E.Either<RuntimeFailure, readonly Rebuilt[]>> => {
    const unknown = names?.find((name) => !projections.some((projection) => namesOf(projection).includes(name)))
    if (unknown !== undefined) {
      const known = projections.flatMap(namesOf).join(', ')
      return E.left({ type: 'NoSuchReadModel', message: `There is no read model ${unknown}. There are: ${known}.` })
    }
    const live = await models.live()
    if (E.isLeft(live)) return live
    const wanted = [...live.right.current, ...live.right.stale].filter(
      ({ projection }) => names === undefined || namesOf(projection).some((name) => names.includes(name)),
    )
    const rebuilt = await rebuild({ events, views: store }, wanted, { ...parts.projecting, ...how })
    models.renew()
    return rebuilt
  }

  return ledger as unknown as Ledger<CommandOf<P>, RefusalOf<P>>
}
