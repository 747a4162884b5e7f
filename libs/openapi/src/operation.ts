import type { Json, Role } from '@deskledger/kernel'
import type * as t from 'io-ts'
import type { JsonSchema } from './json-schema.ts'

export type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace'

/**
 * How a codec is shown where some of its members come from elsewhere: `without` them, or with those that may be left out
 * as `optional`. Its component is then called by its name and `suffix`, which is `Body` if left out.
 */
interface Cut {
  readonly without?: readonly string[]
  readonly optional?: readonly string[]
  readonly suffix?: string
}

/** What a value looks like. `messages` are any of some codecs by their `type`. */
export type Described =
  | ({ readonly codec: t.Mixed } & Cut)
  | ({ readonly messages: Readonly<Record<string, t.Mixed>>; readonly name: string } & Cut)
  | { readonly schema: JsonSchema }

export interface Example {
  readonly summary?: string
  readonly value: Json
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly description: string
  /** left out: those in the path are, others are not */
  readonly required?: boolean
  readonly says: Described
  readonly example?: Json
}

export interface Content {
  readonly says: Described
  readonly examples?: Readonly<Record<string, Example>>
}

export interface Body extends Content {
  readonly description?: string
  readonly mediaType: string
  /** left out: it is */
  readonly required?: boolean
}

export interface Header {
  readonly description: string
  readonly required?: boolean
  readonly says: Described
}

/**
 * What may come back. Errors, from 400 on, are problems of RFC 9457 whatever they say: they need no content, but may give
 * examples by it, under `application/problem+json`.
 */
export interface Answer {
  readonly description: string
  readonly headers?: Readonly<Record<string, Header>>
  readonly content?: Readonly<Record<string, Content>>
}

/** One row of the table that a document is made of. */
export interface Operation {
  /** unique; what clients call it */
  readonly id: string
  readonly method: Method
  /** with its parameters in braces: `/v1/incidents/{incidentId}` */
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly body?: Body
  /** by status; a text is the name of one of the answers that the document holds in common */
  readonly answers: Readonly<Record<string, Answer | string>>
  /** who may ask, as `x-roles` */
  readonly roles?: readonly Role[]
  /** left out: as the document says; empty: nobody needs to say who they are */
  readonly security?: readonly Security[]
  /** where names of codecs mean what they mean, such as a practice: told apart by it where two mean different things */
  readonly scope?: string
}

/** Schemes that are needed together, each with its scopes. */
export type Security = Readonly<Record<string, readonly string[]>>

export interface Tag {
  readonly name: string
  readonly description: string
}

export interface Info {
  readonly title: string
  readonly version: string
  readonly summary?: string
  readonly description?: string
  readonly license?: { readonly name: string; readonly identifier?: string; readonly url?: string }
  readonly contact?: { readonly name?: string; readonly url?: string; readonly email?: string }
}

export interface Server {
  readonly url: string
  readonly description?: string
}

export interface SharedAnswer extends Answer {
  readonly status: number
}

/** What operations have in common. */
export interface Shared {
  readonly securitySchemes?: Readonly<Record<string, Readonly<Record<string, Json>>>>
  /** answers that operations name, under the same status, instead of writing them out */
  readonly answers?: Readonly<Record<string, SharedAnswer>>
  /** schemas by name that operations refer to by `#/components/schemas/…` */
  readonly schemas?: Readonly<Record<string, Described>>
}

/** All that a document is made of. */
export interface Table {
  readonly info: Info
  readonly servers: readonly Server[]
  readonly tags: readonly Tag[]
  readonly operations: readonly Operation[]
  readonly security: readonly Security[]
  readonly components: Shared
}
