import type { Json } from '@deskledger/kernel'
import type { JsonSchema } from './json-schema.ts'
import type { Example, Info, Method, Security, Server, Tag } from './operation.ts'

export interface Reference {
  readonly $ref: string
}

export interface MediaType {
  readonly schema: JsonSchema
  readonly examples?: Readonly<Record<string, Example>>
}

export interface HeaderObject {
  readonly description?: string
  readonly required?: boolean
  readonly schema: JsonSchema
}

export interface ParameterObject extends HeaderObject {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly example?: Json
}

export interface ResponseObject {
  readonly description: string
  readonly headers?: Readonly<Record<string, HeaderObject>>
  readonly content?: Readonly<Record<string, MediaType>>
}

export interface RequestBody {
  readonly description?: string
  readonly required?: boolean
  readonly content: Readonly<Record<string, MediaType>>
}

export interface OperationObject {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly security?: readonly Security[]
  readonly parameters?: readonly ParameterObject[]
  readonly requestBody?: RequestBody
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>
  readonly 'x-roles'?: readonly string[]
}

export type PathItem = { readonly [M in Method]?: OperationObject }

export interface Components {
  readonly schemas: Readonly<Record<string, JsonSchema>>
  readonly responses?: Readonly<Record<string, ResponseObject>>
  readonly securitySchemes?: Readonly<Record<string, Readonly<Record<string, Json>>>>
}

/** The parts of an OpenAPI document that are made and read here. @source OpenAPI Specification 3.1.1, 4.8 */
export interface OpenApi {
  readonly openapi: '3.1.1'
  readonly info: Info
  readonly servers: readonly Server[]
  readonly tags: readonly Tag[]
  readonly security: readonly Security[]
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: Components
}
