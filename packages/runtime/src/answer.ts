import type { Position, Uuid } from '@deskledger/kernel'

export interface AnsweredEvent {
  readonly eventId: Uuid
  readonly revision: number
  readonly type: string
  readonly data: unknown
}

/** What a command came to. Without events nothing changed: what was asked was so already. */
export interface Answer {
  readonly stream: string
  /** last revision of the stream that this answer knows of; -1: the stream has no events */
  readonly revision: number
  /** read models that have passed it show this command; undefined when nothing was ever written for it */
  readonly position: Position | undefined
  readonly events: readonly AnsweredEvent[]
  /** the command was asked before, and this is what it came to then */
  readonly repeated: boolean
}
