import type { JsonSchema } from '@deskledger/openapi'

const whole: JsonSchema = { type: 'integer' }
const number: JsonSchema = { type: 'number' }
const text: JsonSchema = { type: 'string' }
export const time: JsonSchema = { type: 'string', format: 'date-time' }
export const maybeTime = { ...time, type: ['string', 'null'] as const }
export const count: JsonSchema = { type: 'integer', minimum: 0 }
export const maybe = (type: 'integer' | 'number' | 'string', description?: string): JsonSchema => ({
  type: [type, 'null'],
  ...(description === undefined ? {} : { description }),
})
export const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
export const basic = { whole, number, text }

/** What a schema says, or null. */
export const oneOrNull = (schema: JsonSchema): JsonSchema => ({ oneOf: [schema, { type: 'null' }] })

/** What a clock says of its ticket. */
export const labels = {
  service: maybe('string'),
  team: maybe('string'),
  priority: maybe('integer'),
  customer: maybe('string'),
}

type Members = Readonly<Record<string, JsonSchema>>

/** An object with all of these members, and those that may be missing. */
export const object = (members: Members, optional: Members = {}): JsonSchema => ({
  type: 'object',
  required: Object.keys(members),
  properties: { ...members, ...optional },
  additionalProperties: false,
})

/** Numbers by name. */
export const numbers: JsonSchema = { type: 'object', additionalProperties: number }

export const next: JsonSchema = { type: ['string', 'null'], description: 'The cursor of the next page; null: none.' }

/** Durations of a population; all but the count are null where it is empty. */
export const durations: JsonSchema = object({
  count,
  sumSeconds: maybe('number'),
  meanSeconds: maybe('number'),
  medianSeconds: maybe('number'),
  p90Seconds: maybe('number'),
  p95Seconds: maybe('number'),
  relativeError: number,
})
