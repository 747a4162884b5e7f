import type { Json } from '@deskledger/kernel'

/** The keywords of JSON Schema that codecs come to, in the order in which documents show them. */
export interface JsonSchema {
  readonly $ref?: string
  readonly title?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly const?: Json
  readonly enum?: readonly Json[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: JsonSchema | false
  readonly prefixItems?: readonly JsonSchema[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly propertyNames?: JsonSchema
  readonly additionalProperties?: JsonSchema | boolean
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly discriminator?: Discriminator
  readonly default?: Json
  readonly examples?: readonly Json[]
}

/** Which member tells the choices of a `oneOf` apart, and which schema each of its values means (OpenAPI 3.1, 4.8.25). */
export interface Discriminator {
  readonly propertyName: string
  readonly mapping: Readonly<Record<string, string>>
}
