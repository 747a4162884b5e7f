import type { JsonSchema } from './json-schema.ts'

/** The media type of errors. @source RFC 9457, 3 */
export const PROBLEM = 'application/problem+json'

const text = (description: string, format?: string): JsonSchema => ({
  type: 'string',
  description,
  ...(format === undefined ? {} : { format }),
})

const mistake: JsonSchema = {
  type: 'object',
  required: ['pointer', 'message'],
  properties: {
    pointer: text('Where (JSON Pointer, RFC 6901); empty is the whole.'),
    message: text('What would be right there.'),
  },
  additionalProperties: false,
}

/**
 * Why a request came to nothing, for programs and for people. More members may follow: what a refusal says of itself.
 * @source  RFC 9457, 3.1 and 3.2
 */
export const httpProblem: JsonSchema = {
  type: 'object',
  description: 'Why a request came to nothing (RFC 9457). More members may follow: what the problem says of itself.',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: text('What kind of problem it is; the same for ever, so that programs can go by it.', 'uri-reference'),
    title: text('The kind of problem in a few words.'),
    status: { type: 'integer', description: 'The status of this answer.', minimum: 400, maximum: 599 },
    detail: text('What happened here, and what to do about it.'),
    instance: text('This occurrence, to be named when asking for help.', 'uri-reference'),
    mistakes: { type: 'array', description: 'All that is wrong with what was sent, and where.', items: mistake },
  },
  additionalProperties: true,
}
