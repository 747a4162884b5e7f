import type { Identity } from '@deskledger/access'
import type { Position } from '@deskledger/kernel'
import type { Operation } from '@deskledger/openapi'
import type { Param } from './params.ts'

/** A request, decoded as far as every endpoint needs it. */
export interface Asked {
  readonly identity: Identity
  readonly path: Readonly<Record<string, string>>
  /** what the parameters of the endpoint came to; those that were not given are missing */
  readonly query: Readonly<Record<string, unknown>>
  readonly header: (name: string) => string | undefined
  readonly body: unknown
  readonly correlationId: string
  /** read models must have passed it before they are looked at */
  readonly after: Position | undefined
  /** aborts when the asker went away, or the server stops; made when it is first asked for */
  readonly signal: () => AbortSignal
}

/**
 * What is sent back: JSON, a text of another type, or a stream of it (a `Readable` of `node:stream`). A stream ends by itself
 * when the signal of `Asked` aborts. It is destroyed when the asker goes away; an error of it breaks the connection off.
 */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** where `body` is a text or a stream already */
  readonly mediaType?: string
}

/** One row of the API: what the document says of it, and what it does. */
export interface Endpoint {
  readonly operation: Operation
  /** query parameters by name; the document lists them too */
  readonly query: Readonly<Record<string, Param<unknown>>>
  /** nobody needs to say who they are */
  readonly isPublic?: boolean
  /** does not count against what somebody may ask in a minute: machines ask it again and again */
  readonly isFree?: boolean
  /** types of the commands that a body asks, as far as it can be told before it is decoded: for metrics and the log */
  readonly commands?: (body: unknown) => readonly string[]
  readonly run: (asked: Asked) => Promise<Reply>
}
