import * as E from 'fp-ts/lib/Either.js'
import type { EventStore, StoreFailure } from '@deskledger/event-store'
import type { Message, StoredEvent, Uuid } from '@deskledger/kernel'
import type { Identified } from './deciding.ts'
import type { Answer } from './answer.ts'
import type { AskTrouble } from './trouble.ts'

/** When something was begun, and when it was over: milliseconds since 1970, with fractions. */
export interface Timed {
  readonly began: number
  readonly ended: number
}

/** One call to the event store while commands were run. */
export interface StoreStep extends Timed {
  readonly does: 'read' | 'append'
  /** read or appended */
  readonly events: number
  /** of an append: the last revision that was expected */
  readonly expected?: number
  /** of an append: all of it stood there already */
  readonly repeated?: boolean
  readonly failure?: StoreFailure['type']
}

/** Commands of one stream, run together, and what they came to. */
export interface Ran extends Timed {
  readonly stream: string
  readonly asked: readonly Identified[]
  readonly result: E.Either<AskTrouble<Message>, readonly Answer[]>
  readonly steps: readonly StoreStep[]
}

/** Events that read models have taken, and that readers see now. */
export interface Projected extends Timed {
  readonly events: readonly StoredEvent[]
  /** the read models that looked at them, and the types each takes */
  readonly readModels: readonly { readonly name: string; readonly on: readonly string[] }[]
}

/** Events from which a flow has let commands follow; all of these are answered. */
export interface Reacted extends Timed {
  readonly flow: string
  readonly events: readonly StoredEvent[]
}

/**
 * Who looks on while a ledger works, such as what makes traces. It is told when something is over. Nothing waits for it, and
 * what it throws is not heard.
 */
export interface Observer {
  /** what a command belongs to that does not say it; undefined: to itself alone */
  readonly correlates?: () => Uuid | undefined
  readonly ran?: (ran: Ran) => void
  /** of read models that readers see; not of builds beside them */
  readonly projected?: (projected: Projected) => void
  readonly reacted?: (reacted: Reacted) => void
}

/** Milliseconds by which the two clocks of a machine may differ: a machine that slept has stopped one of them. */
const APART = 20
let origin = performance.timeOrigin

/** Now, in milliseconds since 1970 with fractions: what happens one after the other is told so. */
export const fineNow = (): number => {
  const wall = Date.now()
  if (Math.abs(wall - (origin + performance.now())) > APART) origin = wall - performance.now()
  return origin + performance.now()
}

/** Tells an observer; nobody is harmed where that fails. */
export const tell = <Told>(observe: ((told: Told) => void) | undefined, told: Told): void => {
  try {
    observe?.(told)
  } catch {
    // An observer looks on: the work goes its way without it.
  }
}

type Calls = Pick<EventStore, 'append' | 'readStream'>
type Run = () => Promise<Ran['result']>

/** The event store as commands of one practice use it, with each call noted while its stream has its turn. */
export const watched = (store: Calls, observer: Observer | undefined) => {
  if (observer?.ran === undefined) return { store, watching: () => (run: Run) => run() }
  const noted = new Map<string, StoreStep[]>()

  const append: Calls['append'] =
    (...request) =>
    async () => {
      const [stream, expected, { length: events }] = request
      const began = fineNow()
      const outcome = await store.append(...request)()
      const told = E.isLeft(outcome) ? { failure: outcome.left.type } : { repeated: outcome.right.repeated }
      noted.get(stream)?.push({ does: 'append', began, ended: fineNow(), expected, events, ...told })
      return outcome
    }

  const readStream: Calls['readStream'] = (stream, query) => async () => {
    const began = fineNow()
    const outcome = await store.readStream(stream, query)()
    const told = E.isLeft(outcome) ? { events: 0, failure: outcome.left.type } : { events: outcome.right.length }
    noted.get(stream)?.push({ does: 'read', began, ended: fineNow(), ...told })
    return outcome
  }

  /** Notes from now on; what is given is run when its turn has come. */
  const watching = (stream: string, asked: readonly Identified[]) => {
    const began = fineNow()
    return async (run: Run) => {
      const steps: StoreStep[] = []
      noted.set(stream, steps)
      const result = await run()
      noted.delete(stream)
      tell(observer.ran, { stream, asked, result, steps, began, ended: fineNow() })
      return result
    }
  }

  return { store: { append, readStream }, watching }
}
