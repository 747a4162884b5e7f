import * as E from 'fp-ts/lib/Either.js'
import type { Batch, EventStore } from '@deskledger/event-store'
import {
  canonicalJson,
  START,
  uuidv5,
  type AnyFlow,
  type Message,
  type Position,
  type StoredEvent,
  type Uuid,
} from '@deskledger/kernel'
import type { ReadStore, TableId, ViewFailure } from '@deskledger/read-store'
import { builder, type Builder } from './builder.ts'
import type { Asked } from './deciding.ts'
import type { Dispatch } from './dispatch.ts'
import type { Seen } from './fold.ts'
import { bookkeeping, tablesOf, type Generation } from './generation.ts'
import { dropOthers, liveBuilds, newBuild } from './live.ts'
import { fineNow, tell, type Observer } from './observing.ts'
import { placeInLog } from './parking.ts'
import { typesOf } from './project.ts'
import { projector } from './projector.ts'
import { steps } from './steps.ts'
import { isVerdict, type RuntimeFailure } from './trouble.ts'
import { sameLog } from './witness.ts'

/** How far each flow has asked. */
const FLOWS: TableId = { name: 'deskledger-flows', generation: 'v1' }

/** The namespace of what flows ask; their names are its first level. */
const NAMESPACE = '4b7b1d0e-3c55-5d0a-9a43-6f2f6b1f5c11' as Uuid

type Outcome<A = void> = E.Either<RuntimeFailure, A>
const done: Outcome = E.right(undefined)

/** Told of a command that a flow or a timer asked for, and a rule refused. */
export type OnRefused = (refused: {
  readonly by: string
  readonly command: Message
  readonly refusal: Message
  /** what the command belongs to */
  readonly correlationId: Uuid
}) => void

/** What a flow asks because of an event. */
type Wish = Asked<Message> & { readonly correlationId: Uuid; readonly because: { readonly event: StoredEvent } }

export interface FlowParts {
  readonly events: EventStore
  readonly views: ReadStore
  readonly dispatch: Dispatch
  /** events of a batch at most, default 200 */
  readonly batch?: number
  /** unchanged documents that are held between batches, default 500 */
  readonly held?: number
  /** told of commands that a rule refused: what a flow asks is a wish */
  readonly onRefused?: OnRefused | undefined
  readonly observer?: Pick<Observer, 'reacted'> | undefined
}

/** The identity of the n-th command that a flow asks because of an event: the same whenever it is asked. */
const askedId = (flow: string, eventId: string, index: number): Uuid =>
  uuidv5(uuidv5(NAMESPACE, flow), canonicalJson([eventId, index]))

const wishesOf = (flow: AnyFlow, event: StoredEvent<object>, { known, before }: Seen) =>
  flow.asks(event, known, before).map((command, index): Wish => ({
    command,
    commandId: askedId(flow.name, event.eventId, index),
    correlationId: event.metadata.correlationId,
    causationId: event.eventId,
    because: { by: flow.name, event },
  }))

/** The build of what a flow remembers: of another version of the program, it is built anew up to where the flow has asked. */
const knowing = (parts: FlowParts, flow: AnyFlow, asked: Position): Promise<Outcome<Generation>> =>
  steps(async (take) => {
    const { events, views } = parts
    const { current, stale } = await take(liveBuilds(views, [flow.knows]))
    const [build] = current
    if (build !== undefined) return build
    const fresh = await take(newBuild(views, flow.knows))
    const building = projector({ events, views }, [fresh])
    await take(building.open())
    if (asked !== START) await take(building.catchUp(asked))
    const moved = { model: flow.knows.name, generation: fresh.name }
    if (await take(views.switchLive(moved, stale[0]?.name)())) await take(dropOthers(views, flow.knows, [fresh.name]))
    return fresh
  })

/**
 * Runs one flow: folds what it must remember, event by event, and asks what follows from each.
 *
 * What a batch asks for is asked before anything of the batch is written, and that it was asked is written before what
 * the flow remembers: after a crash the same is asked again under the same identities, or nothing is. So each
 * consequence is there exactly once, however many run the flow at the same time.
 */
export const flowRunner = (parts: FlowParts, flow: AnyFlow) => {
  const { events, views, dispatch, batch: limit = 200, held = 500 } = parts
  const types = typesOf([flow.knows])
  const reacting = new Set(flow.on)
  let asked: Position = START
  let wishes: Wish[] = []
  let current: Builder | undefined

  const learn = (): Promise<E.Either<ViewFailure, void>> =>
    steps(async (take) => {
      const [held] = await take(views.read(FLOWS, [flow.name])())
      if (held !== undefined && held.position > asked) asked = held.position
    })

  const reacts = (event: StoredEvent<object>, place: Position, documents: Seen) => {
    if (reacting.has(event.type) && placeInLog(place) > asked) wishes.push(...wishesOf(flow, event, documents))
  }

  const open = (): Promise<Outcome<Builder>> =>
    steps(async (take) => {
      for (const { id, indexes } of [...bookkeeping, { id: FLOWS, indexes: [] }])
        await take(views.prepare(id, indexes)())
      await take(learn())
      const generation = await take(knowing(parts, flow, asked))
      for (const { id, indexes } of tablesOf(generation)) await take(views.prepare(id, indexes)())
      const quiet = () => Promise.resolve(E.right(undefined))
      const opened = builder({ events, views }, generation, { reacts, quiet, joins: learn, held })
      await take(opened.open())
      await take(sameLog(events, [opened]))
      return opened
    })

  const ask = async (wish: Wish): Promise<Outcome> => {
    const answer = await dispatch([wish])
    if (E.isRight(answer)) return done
    const trouble = answer.left
    if (!isVerdict(trouble)) return E.left(trouble)
    const refusal = trouble.type === 'Refused' ? trouble.refusal : trouble
    const { command, correlationId } = wish
    parts.onRefused?.({ by: flow.name, command, refusal, correlationId })
    return done
  }

  /** Commands of one stream are asked in their order: those of a stream wait for each other inside the handler. */
  const askAll = async (all: readonly Wish[]): Promise<Outcome> => {
    const began = fineNow()
    const answers = await Promise.all(all.map(ask))
    const failed = answers.find(E.isLeft)
    if (failed !== undefined || all.length === 0) return failed ?? done
    const events = [...new Set(all.map(({ because }) => because.event))]
    tell(parts.observer?.reacted, { flow: flow.name, events, began, ended: fineNow() })
    return done
  }

  const take = async (one: Builder, batch: Batch): Promise<Outcome<number>> =>
    steps(async (step) => {
      wishes = []
      const writes = await step(one.take(batch.events as readonly StoredEvent<object>[], batch.position))
      const count = wishes.length
      await step(askAll(wishes))
      const marker = { table: FLOWS, changes: [{ key: flow.name, position: batch.position, document: {} }] }
      await step(views.writeInOrder([marker, ...writes.lists])())
      one.settled()
      if (batch.position > asked) asked = batch.position
      return count
    })

  const catchUpNow = (one: Builder): Promise<Outcome<number>> =>
    steps(async (step) => {
      for (let count = 0; ;) {
        const batch = await step(events.readAll({ after: one.checkpoint(), limit, types })())
        if (batch.position > one.checkpoint()) count += await step(take(one, batch))
        if (batch.caughtUp) return count
      }
    })

  return {
    name: flow.name,
    /** Takes everything that stands in the log; answers how much was asked. What failed is begun anew at the next call. */
    catchUp: async (): Promise<Outcome<number>> => {
      const opened = current === undefined ? await open() : E.right(current)
      if (E.isLeft(opened)) return opened
      current = opened.right
      const caught = await catchUpNow(opened.right)
      if (E.isLeft(caught)) current = undefined
      return caught
    },
    /** Event types that wake it. */
    types,
    checkpoint: (): Position => current?.checkpoint() ?? START,
  }
}
