import * as E from 'fp-ts/lib/Either.js'

/** What a command comes to: the events that happened, or why it was refused. */
export type Decision<Event, Refusal> = E.Either<Refusal, readonly Event[]>

/**
 * The three pure parts of an event-sourced aggregate.
 * @source  J. Chassaing, "Functional Event Sourcing Decider", 2021
 */
export interface Decider<Command, State, Event, Refusal> {
  readonly initial: State
  readonly decide: (command: Command, state: State) => Decision<Event, Refusal>
  readonly evolve: (state: State, event: Event) => State
}

export const happened = <Event>(...events: readonly Event[]): Decision<Event, never> => E.right(events)
export const nothing: Decision<never, never> = E.right([])
export const refused = <Refusal>(refusal: Refusal): Decision<never, Refusal> => E.left(refusal)
