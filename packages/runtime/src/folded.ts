import type { AnyPractice, StoredEvent, Uuid } from '@deskledger/kernel'
import { current } from './in-force.ts'

/** A stream as far as it was read: its state, its end, and which revisions each command led to. */
export interface Folded {
  readonly state: unknown
  /** -1: no events */
  readonly revision: number
  /** grows with the stream; shared by all its states */
  readonly commands: Map<Uuid, Revisions>
}

export interface Revisions {
  readonly first: number
  readonly last: number
}

export const unwritten = (practice: AnyPractice): Folded => ({
  state: practice.decider.initial,
  revision: -1,
  commands: new Map(),
})

/** Remembers that a command led to the event at this revision. */
export const note = (commands: Map<Uuid, Revisions>, commandId: Uuid, revision: number): void => {
  commands.set(commandId, { first: commands.get(commandId)?.first ?? revision, last: revision })
}

/** The stream with more of its events: they must follow directly. */
export const further = (practice: AnyPractice, folded: Folded, events: readonly StoredEvent[]): Folded => {
  if (events.length === 0) return folded
  let { state, revision } = folded
  for (const event of events) {
    state = practice.decider.evolve(state, current(practice, event).data as never)
    revision = event.revision
    note(folded.commands, event.metadata.commandId, revision)
  }
  return { ...folded, state, revision }
}
