import type { Decider } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'

/** The three endings of a specification. */
export interface Outcome<Event, Refusal> {
  readonly then: (...events: readonly Event[]) => void
  readonly thenNothing: () => void
  readonly thenRefused: (refusal: Refusal) => void
}

/** How a specification of a decider reads. */
export interface Specification<Command, Event, Refusal> {
  readonly given: (...history: readonly Event[]) => {
    readonly when: (command: Command) => Outcome<Event, Refusal>
  }
}

/**
 * Given what happened, when this is asked, then that happens.
 * @example specify(incidentDecider).given(raised).when(assign).then(assigned)
 */
export const specify = <Command, State, Event, Refusal>({
  initial,
  decide,
  evolve,
}: Decider<Command, State, Event, Refusal>): Specification<Command, Event, Refusal> => ({
  given: (...history) => ({
    when: (command) => {
      const outcome = decide(command, history.reduce(evolve, initial))
      return {
        then: (...events) => {
          expect(outcome).toStrictEqual(E.right(events))
        },
        thenNothing: () => {
          expect(outcome).toStrictEqual(E.right([]))
        },
        thenRefused: (refusal) => {
          expect(outcome).toStrictEqual(E.left(refusal))
        },
      }
    },
  }),
})
