import { randomUUID } from 'node:crypto'
import { Uuid } from '@deskledger/kernel'
import { generated, nouns } from '@deskledger/nouns'
import { lookedUp } from '@deskledger/register'
import type { ApiLedger } from '../api-ledger.ts'
import { askFor } from '../asking/ask.ts'
import { allCommands } from '../asking/commands-here.ts'
import { commandIdIn, conditionIn } from '../asking/preconditions.ts'
import { replyOf, replyOfAll } from '../asking/reply.ts'
import type { Asked, Endpoint, Reply } from '../http/endpoint.ts'
import { isObject } from '../http/json.ts'
import { malformed } from '../http/problem.ts'
import { exampleOf } from './examples.ts'
import { askingParameters, commandHeaders, errors, json, refer } from './saying.ts'

type Body = Readonly<Record<string, unknown>>

/** Commands of one request at most. */
const MOST = 100

const listIn = (body: unknown): readonly Body[] => {
  if (!Array.isArray(body) || body.length === 0 || body.length > MOST)
    throw malformed([{ pointer: '', message: `must be a command, or a list of 1 to ${MOST} commands of one stream` }])
  const mistakes = body.flatMap((one, index) =>
    isObject(one) ? [] : [{ pointer: `/${index}`, message: 'must be a command: an object with a type' }],
  )
  if (mistakes.length > 0) throw malformed(mistakes)
  return body as readonly Body[]
}

const sentWith = ({ identity, header, correlationId }: Asked) => ({
  identity,
  commandId: commandIdIn(header) ?? (randomUUID() as Uuid),
  correlationId: Uuid.is(correlationId) ? correlationId : (undefined as never),
  condition: conditionIn(header),
})

/** Asks one command, signed by whoever sent the request. */
export const askOne = async (
  ledger: ApiLedger,
  asked: Asked,
  { body, location }: { readonly body: Body; readonly location?: string | undefined },
): Promise<Reply> => {
  const [answer] = await askFor(ledger, { ...sentWith(asked), bodies: [body], isList: false })
  if (answer === undefined) throw malformed([{ pointer: '', message: 'must be a command' }])
  return replyOf(answer, location)
}

const run =
  (ledger: ApiLedger) =>
  async (asked: Asked): Promise<Reply> => {
    if (isObject(asked.body)) return askOne(ledger, asked, { body: asked.body })
    const bodies = listIn(asked.body)
    return replyOfAll(await askFor(ledger, { ...sentWith(asked), bodies, isList: true }))
  }

/** What signing fills in: nobody may send the first, and the other may be left out. */
export const signing = {
  without: ['by', ...new Set(Object.values(lookedUp).flat())],
  optional: ['at', ...generated],
} as const

const typeIn = (body: unknown): string => {
  const type = isObject(body) ? body['type'] : undefined
  return typeof type === 'string' && Object.hasOwn(allCommands, type) ? type : 'unknown'
}

/** Types that are no command's are all called the same: metrics have a row for each name. */
const typesIn = (body: unknown): readonly string[] => (Array.isArray(body) ? body.slice(0, MOST) : [body]).map(typeIn)

/** `POST /v1/commands`: any command, or several of one stream. */
export const commandsEndpoint = (ledger: ApiLedger): Endpoint => ({
  query: {},
  commands: typesIn,
  run: run(ledger),
  operation: {
    id: 'askCommands',
    method: 'post',
    path: '/v1/commands',
    summary: 'Ask a command, or several of one stream: all of them happen, or none.',
    description:
      'Who asks is the subject of the access token; `at` is now, unless the body says when it happened. Which commands there are, and what they need, is told at the paths of each practice.',
    tags: ['commands'],
    parameters: askingParameters,
    body: {
      mediaType: 'application/json',
      says: {
        schema: {
          oneOf: [
            { $ref: '#/components/schemas/AnyCommand' },
            { type: 'array', minItems: 1, maxItems: MOST, items: { $ref: '#/components/schemas/AnyCommand' } },
          ],
        },
      },
      examples: {
        RaiseIncident: { value: exampleOf(nouns.incident, 'RaiseIncident', { without: [...signing.without, 'at'] }) },
      },
    },
    answers: {
      200: json(
        {
          oneOf: [
            refer('CommandAnswer'),
            {
              type: 'object',
              required: ['answers'],
              properties: { answers: { type: 'array', items: refer('CommandAnswer') } },
              additionalProperties: false,
            },
          ],
        },
        'What it came to; for a list, in its order.',
        commandHeaders,
      ),
      ...errors(400, 404, 409, 412, 415, 422),
    },
  },
})
