import type { JsonSchema } from './json-schema.ts'

const keywords = [
  ...['$ref', 'title', 'description', 'type', 'const', 'enum', 'format', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'items', 'prefixItems', 'minItems', 'maxItems', 'required', 'properties', 'propertyNames'],
  ...['additionalProperties', 'anyOf', 'oneOf', 'discriminator', 'default', 'examples'],
]
const rank = new Map(keywords.map((keyword, index) => [keyword, index]))
const rankOf = (keyword: string): number => rank.get(keyword) ?? keywords.length

/** A schema with its keywords in one order, however it came to be; the members of an object stay as they are. */
export const ordered = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1)),
  )

/** A record by its keys, in the order of code units. */
export const sorted = <Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
