import { Readable } from 'node:stream'
import type { Batch } from '@deskledger/event-store'
import { START, type Position } from '@deskledger/kernel'
import type { JsonSchema, Parameter } from '@deskledger/openapi'
import * as E from 'fp-ts/lib/Either.js'
import { endingWith } from '../feed/ending.ts'
import { frames } from '../feed/frames.ts'
import { poll } from '../feed/poll.ts'
import { shownEvent } from '../feed/shown-event.ts'
import { openStretches, type FeedParts, type Reader, type Stretches } from '../feed/stretches.ts'
import type { Asked, Endpoint, Reply } from '../http/endpoint.ts'
import { count, list, parametersOf, text, type Param } from '../http/params.ts'
import { malformed, Problem } from '../http/problem.ts'
import { errors } from './saying.ts'

/** How long streams of this API last. */
export interface FeedTimes {
  /** milliseconds of silence after which a comment says that the connection is alive */
  readonly heartbeat: number
  /** milliseconds after which a reader must come back, with a token that is valid then */
  readonly longest: number
}

const usual: FeedTimes = { heartbeat: 15_000, longest: 600_000 }

const FORM = /^[\x21-\x7e]{0,100}$/

const position: Param<Position> = {
  description:
    'Only what stands behind this position, which an earlier answer gave; empty, or left out: from the first event on. `Last-Event-ID` goes before it.',
  schema: { type: 'string', pattern: FORM.source },
  example: '0000000000000042',
  read: (given) => (FORM.test(given) ? E.right(given) : E.left('must be a position, as an earlier answer gave it')),
}

const query = {
  after: position,
  types: list(text({ description: 'Events of this type alone.', example: 'IncidentRaised' }, /^[A-Za-z]{1,100}$/)),
  streams: list(
    text({ description: 'Events of streams alone whose names begin like this.', example: 'incident-' }, /^\S{1,200}$/),
  ),
  limit: count('Events of an answer at most; of Server-Sent Events: read at once.', { from: 1, to: 500 }),
  wait: count('Seconds to wait for something to tell, if there is nothing. Server-Sent Events wait anyway.', {
    from: 0,
    to: 30,
  }),
}

const lastEventId: Parameter = {
  name: 'Last-Event-ID',
  in: 'header',
  description: 'The `id` of the last event that a reader of Server-Sent Events has; browsers send it by themselves.',
  says: { schema: { type: 'string', pattern: FORM.source } },
  example: '0000000000000042',
}

const WORDS = 'must be a position of this log, as an earlier answer gave it'

/** Where the reader goes on, and how they said so. */
const placeIn = ({ query: { after }, header }: Asked): { readonly after: Position; readonly pointer: string } => {
  const last = header('last-event-id')
  if (last === undefined) return { after: (after as Position | undefined) ?? START, pointer: '?after' }
  if (!FORM.test(last)) throw malformed([{ pointer: 'Last-Event-ID', message: WORDS }])
  return { after: last, pointer: 'Last-Event-ID' }
}

interface Wanted {
  readonly types?: readonly string[]
  readonly streams?: readonly string[]
  readonly limit?: number
  readonly wait?: number
}

const readerIn = ({ identity, query: given }: Asked, after: Position): Reader => {
  const { types = [], streams = [], limit = 100 } = given as Wanted
  return { identity, after, types, streams, limit }
}

/** A store that does not know the position: the mistake is the asker's, at its place. */
const atPlace = async <A>(pointer: string, read: Promise<A>): Promise<A> => {
  try {
    return await read
  } catch (trouble) {
    if (trouble instanceof Problem && trouble.kind === 'Unstorable') throw malformed([{ pointer, message: WORDS }])
    throw trouble
  }
}

const asJson = ({ events, position: at, caughtUp }: Batch): Reply => ({
  status: 200,
  headers: { 'cache-control': 'no-store' },
  body: { events: events.map(shownEvent), position: at, caughtUp },
})

/** No proxy keeps it or holds it back. */
const streamHeaders = {
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

interface Opened {
  readonly stretches: Stretches
  readonly times: FeedTimes
}

/** What is wrong is known before the answer begins: the first stretch is read before. */
const stream = async (reader: Reader, { signal }: Asked, { stretches, times }: Opened): Promise<Reply> => {
  const { heartbeat, longest } = times
  const ending = endingWith(signal(), longest)
  try {
    const rest = stretches(reader, ending.signal)
    const first = await rest.next()
    const body = Readable.from(first.done === true ? [] : frames({ first: first.value, rest, heartbeat }))
    body.once('close', ending.end)
    return { status: 200, headers: streamHeaders, mediaType: 'text/event-stream; charset=utf-8', body }
  } catch (trouble) {
    ending.end()
    throw trouble
  }
}

const wantsEvents = ({ header }: Asked): boolean => /(^|,)\s*text\/event-stream\b/i.test(header('accept') ?? '')

const run =
  (opened: Opened) =>
  async (asked: Asked): Promise<Reply> => {
    const { after, pointer } = placeIn(asked)
    const reader = readerIn(asked, after)
    if (wantsEvents(asked)) return atPlace(pointer, stream(reader, asked, opened))
    const { wait = 0 } = asked.query as Wanted
    const { stretches } = opened
    return asJson(await atPlace(pointer, poll(reader, { stretches, signal: asked.signal(), wait: 1000 * wait })))
  }

const event: JsonSchema = {
  type: 'object',
  description: 'An event as it stands in the log, in the version of its type that is in force.',
  required: ['stream', 'revision', 'position', 'eventId', 'type', 'data', 'metadata', 'recordedAt'],
  properties: {
    stream: { type: 'string', description: 'The stream that it stands in, such as incident-INC0000042.' },
    revision: { type: 'integer', minimum: 0, description: 'Its place in the stream, from 0.' },
    position: { type: 'string', description: 'Its place in the log: ask for what is after it.' },
    eventId: { type: 'string', format: 'uuid', description: 'The same for ever: what was had before is known by it.' },
    type: { type: 'string', description: 'What happened.' },
    data: { type: 'object', description: 'Who, when and what; the reference of events tells its shape by the type.' },
    metadata: {
      type: 'object',
      description: 'The command that it came from, what belongs together, and the version of its shape.',
      required: ['commandId', 'correlationId', 'causationId', 'schemaVersion'],
      properties: {
        commandId: { type: 'string', format: 'uuid' },
        correlationId: { type: 'string', format: 'uuid' },
        causationId: { type: 'string', format: 'uuid' },
        schemaVersion: { type: 'integer', minimum: 1 },
      },
    },
    recordedAt: { type: 'string', format: 'date-time', description: 'When the ledger took it.' },
  },
  additionalProperties: false,
}

const answered: JsonSchema = {
  type: 'object',
  required: ['events', 'position', 'caughtUp'],
  properties: {
    events: { type: 'array', items: event, description: 'In the order of the log.' },
    position: { type: 'string', description: 'Ask for what is after it next time, also where there are no events.' },
    caughtUp: { type: 'boolean', description: 'There was nothing more when this was read.' },
  },
  additionalProperties: false,
}

/** `GET /v1/feed`: the log for other systems, as a long poll or as Server-Sent Events. */
export const feedEndpoint = (parts: FeedParts, times: FeedTimes = usual): Endpoint => ({
  query,
  run: run({ stretches: openStretches(parts), times }),
  operation: {
    id: 'readFeed',
    method: 'get',
    path: '/v1/feed',
    summary: 'The log, for other systems: what happened after a position, then what happens.',
    description:
      'JSON is a poll, a long one with `wait`. `Accept: text/event-stream` gives Server-Sent Events: what is there, then what comes, for ten minutes; then the reader comes back behind the last `id`, as browsers do by themselves. A message is an event; `event: position` tells how far the log was looked at, and whether that was its end. What somebody may not see is left out, and passed over.',
    tags: ['feed'],
    parameters: [...parametersOf(query), lastEventId],
    answers: {
      200: {
        description: 'What came after the position.',
        content: {
          'application/json': { says: { schema: answered } },
          'text/event-stream': { says: { schema: { type: 'string' } } },
        },
      },
      ...errors(400),
    },
  },
})
