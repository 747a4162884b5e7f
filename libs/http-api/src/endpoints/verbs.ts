import type { Role } from '@deskledger/kernel'
import { allNouns, type Noun, type VerbWords } from '@deskledger/nouns'
import type { ApiLedger } from '../api-ledger.ts'
import { practices } from '../asking/commands-here.ts'
import type { Asked, Endpoint, Reply } from '../http/endpoint.ts'
import { isObject, type JsonObject } from '../http/json.ts'
import { malformed } from '../http/problem.ts'
import { askOne, signing } from './commands.ts'
import { exampleOf } from './examples.ts'
import { camel, capital } from './names.ts'
import { askingParameters, commandHeaders, errors, json, refer } from './saying.ts'

const objectIn = (body: unknown): JsonObject => {
  if (body === undefined) return {}
  if (isObject(body)) return body
  throw malformed([{ pointer: '', message: 'must be an object' }])
}

/** The path says what is asked, and of which one: the body says the rest, and nothing twice. */
const commandOf = ({ idField }: Noun, { type, id }: { readonly type: string; readonly id: string }, asked: Asked) => {
  const body = objectIn(asked.body)
  const twice = ['type', idField].filter((name) => Object.hasOwn(body, name))
  if (twice.length > 0)
    throw malformed(twice.map((name) => ({ pointer: `/${name}`, message: 'is said by the path: leave it out' })))
  return { ...body, type, [idField]: id }
}

const rolesOf = (noun: Noun, type: string): readonly Role[] =>
  practices.find(({ name }) => name === noun.name)?.permissions[type] ?? []

const operationOf = (noun: Noun, type: string, { verb, summary }: VerbWords): Endpoint['operation'] => {
  const body = exampleOf(noun, type, { without: ['type', noun.idField, ...signing.without, 'at'] })
  const codec = noun.commands[type]
  if (codec === undefined) throw new Error(`${type} has a verb, but no codec.`)
  return {
    id: camel(`${verb}-${noun.name}`),
    method: 'post',
    path: `/v1/${noun.plural}/{${noun.idField}}/${verb}`,
    summary: `${capital(summary)}.`,
    description: `Asks \`${type}\`.`,
    tags: [noun.plural],
    roles: rolesOf(noun, type),
    scope: noun.name,
    parameters: [
      {
        name: noun.idField,
        in: 'path',
        description: `${capital(noun.idWords)}.`,
        says: { schema: { type: 'string', minLength: 1, maxLength: 200 } },
        example: exampleOf(noun, type, { without: [] })[noun.idField] ?? noun.example,
      },
      ...askingParameters,
    ],
    body: {
      mediaType: 'application/json',
      says: { codec, without: ['type', noun.idField, ...signing.without], optional: signing.optional },
      required: false,
      examples: { [type]: { value: body } },
    },
    answers: {
      ...(type === noun.begins
        ? {
            201: json(refer('CommandAnswer'), 'It began.', {
              ...commandHeaders,
              Location: { description: 'Where it is.', says: { schema: { type: 'string' } } },
            }),
          }
        : {}),
      200: json(refer('CommandAnswer'), 'What it came to.', commandHeaders),
      ...errors(400, 404, 409, 412, 415, 422),
    },
  }
}

const verbEndpoint =
  (ledger: ApiLedger, noun: Noun) =>
  ([type, words]: readonly [string, VerbWords]): Endpoint => ({
    query: {},
    commands: () => [type],
    operation: operationOf(noun, type, words),
    run: (asked: Asked): Promise<Reply> => {
      const id = asked.path[noun.idField] ?? ''
      const location = type === noun.begins ? `/v1/${noun.plural}/${encodeURIComponent(id)}` : undefined
      return askOne(ledger, asked, { body: commandOf(noun, { type, id }, asked), location })
    },
  })

/** `POST /v1/incidents/{incidentId}/resolve` and so on: a path for every command of every practice, from one table. */
export const verbEndpoints = (ledger: ApiLedger): readonly Endpoint[] =>
  allNouns.flatMap((noun) => Object.entries(noun.verbs).map(verbEndpoint(ledger, noun)))
