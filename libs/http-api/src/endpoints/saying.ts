import type { Answer, Header, JsonSchema, Parameter } from '@deskledger/openapi'

const text = (description: string): JsonSchema => ({ type: 'string', description })
const whole = (description: string, minimum: number): JsonSchema => ({ type: 'integer', minimum, description })

/** An event as an answer tells it. */
export const answeredEvent: JsonSchema = {
  type: 'object',
  description: 'Something that happened.',
  required: ['eventId', 'revision', 'type', 'data'],
  properties: {
    eventId: { type: 'string', format: 'uuid' },
    revision: whole('Its place in the stream, from 0.', 0),
    type: text('What happened.'),
    data: {
      type: 'object',
      description: 'Who, when and what; its shape is told by the type, see the reference of events.',
    },
  },
  additionalProperties: false,
}

/** What a command came to. */
export const commandAnswer: JsonSchema = {
  type: 'object',
  description: 'What a command came to. Without events nothing changed: what was asked was so already.',
  required: ['stream', 'revision', 'position', 'repeated', 'events'],
  properties: {
    stream: text('The stream of events, such as incident-INC0000042.'),
    revision: whole('The last revision of the stream that this answer knows of; -1: it has no events.', -1),
    position: { type: ['string', 'null'], description: 'Send it as Deskledger-After to see at least this.' },
    repeated: { type: 'boolean', description: 'It was asked before: this is what it came to then.' },
    events: { type: 'array', items: { $ref: '#/components/schemas/AnsweredEvent' } },
  },
  additionalProperties: false,
}

const header = (description: string, schema: JsonSchema): Header => ({ description, says: { schema } })

const etag = header('The revision, for If-Match.', { type: 'string', pattern: '^"\\d+"$' })
const position = header('Send it as Deskledger-After to see at least this.', { type: 'string' })

export const commandHeaders: Readonly<Record<string, Header>> = { ETag: etag, 'Deskledger-Position': position }
export const etagHeader: Readonly<Record<string, Header>> = { ETag: etag }

/** Headers that commands understand. */
export const askingParameters: readonly Parameter[] = [
  {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'A UUID of your own for each command: sent again with the same one, a command has one effect and the same answer. It becomes the commandId.',
    says: { schema: { type: 'string', pattern: '^"?[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"?$' } },
    example: '"0b5d6f0e-3f0e-4a53-9d7e-0c9f3c1f7a11"',
  },
  {
    name: 'If-Match',
    in: 'header',
    description: 'The ETag that you saw: asked only while it is still the one. *: only if it is there.',
    says: { schema: { type: 'string' } },
    example: '"3"',
  },
  {
    name: 'If-None-Match',
    in: 'header',
    description: '*: only if it is not there yet.',
    says: { schema: { type: 'string' } },
    example: '*',
  },
]

/** A header that every look at read models understands. */
export const afterParameter: Parameter = {
  name: 'Deskledger-After',
  in: 'header',
  description: 'A position from an earlier answer: waits until what is shown has passed it, for 5 seconds at most.',
  says: { schema: { type: 'string', maxLength: 100 } },
}

/** Which errors an operation may answer with, besides its own. */
export const errors = (...statuses: readonly number[]): Readonly<Record<string, string>> =>
  Object.fromEntries([401, 403, 413, 429, 503, ...statuses].map((status) => [status, `E${status}`]))

const wordsByStatus: Readonly<Record<number, string>> = {
  400: 'What was sent cannot be read; every mistake is listed.',
  401: 'No access token that is valid here.',
  403: 'The roles do not permit it.',
  404: 'There is nothing of this name that you may see.',
  405: 'Nothing is asked in this way here.',
  406: 'It cannot be told in that form.',
  409: 'A rule forbids it, as things stand.',
  412: 'It is not at the revision that was named.',
  413: 'More than 1 MiB was sent.',
  415: 'This form is not read here.',
  422: 'It contradicts itself, asks for too much at once, or commands of several streams were sent at once.',
  429: 'Too many requests; Retry-After says when to go on.',
  503: 'The ledger cannot answer right now; Retry-After says when to ask again.',
}

/** All of them, as the document holds them. */
export const sharedAnswers: Readonly<Record<string, Answer & { readonly status: number }>> = Object.fromEntries(
  Object.entries(wordsByStatus).map(([status, description]) => [
    `E${status}`,
    {
      status: Number(status),
      description,
      ...(status === '429' || status === '503'
        ? { headers: { 'Retry-After': header('Seconds to wait.', { type: 'string', pattern: '^\\d+$' }) } }
        : {}),
      ...(status === '401'
        ? { headers: { 'WWW-Authenticate': header('How to say who you are.', { type: 'string' }) } }
        : {}),
    },
  ]),
)

export const json = (
  schema: JsonSchema,
  description: string,
  headers: Readonly<Record<string, Header>> = {},
): Answer => ({
  description,
  headers,
  content: { 'application/json': { says: { schema } } },
})

export const refer = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })
