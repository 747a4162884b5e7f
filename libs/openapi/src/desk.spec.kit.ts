import { IncidentId, PersonId, Title } from '@deskledger/kernel'
import { register } from '@deskledger/register'
import * as t from 'io-ts'
import type { Answer, Operation, Table } from './operation.ts'

const kebab = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()

const accepted: Answer = {
  description: 'Accepted.',
  headers: {
    ETag: { description: 'The revision of the stream.', required: true, says: { schema: { type: 'string' } } },
  },
  content: { 'application/json': { says: { codec: t.strict({ revision: t.number }, 'Accepted') } } },
}

const errors = { 400: 'BadRequest', 409: 'Refused', 415: 'UnsupportedMediaType', 503: 'Unavailable' }

const practices = register.map(({ name, commands, permissions }) => ({
  name,
  commands: Object.entries<t.Mixed>(commands),
  roles: permissions,
}))

const operations: readonly Operation[] = [
  ...practices.flatMap(({ name, commands }) =>
    commands.map(([type, codec]): Operation => ({
      id: `${name}${type}`,
      method: 'post',
      path: `/v1/${name}/{id}/${kebab(type)}`,
      summary: `Asks for ${type}.`,
      tags: [name],
      scope: name,
      parameters: [
        { name: 'id', in: 'path', description: 'Which one.', says: { schema: { type: 'string', minLength: 1 } } },
        {
          name: 'Idempotency-Key',
          in: 'header',
          description: 'The same key, the same effect.',
          says: { schema: { type: 'string' } },
        },
      ],
      body: { mediaType: 'application/json', says: { codec, without: ['type', 'by', 'at'] } },
      answers: { 201: accepted, ...errors },
      roles: ['agent'],
    })),
  ),
  {
    id: 'ask',
    method: 'post',
    path: '/v1/commands',
    summary: 'Asks for any command.',
    tags: ['incident'],
    parameters: [],
    body: {
      mediaType: 'application/json',
      says: {
        name: 'Command',
        messages: Object.fromEntries(practices.flatMap(({ commands }) => commands)),
        without: ['by', 'at'],
        suffix: 'Command',
      },
      examples: {
        work: { summary: 'Begins to work.', value: { type: 'StartWork', incidentId: 'INC0000001' } },
      },
    },
    answers: { 201: accepted, ...errors },
  },
  {
    id: 'incidentQueue',
    method: 'get',
    path: '/v1/incidents',
    summary: 'Incidents in a row.',
    tags: ['incident'],
    parameters: [
      {
        name: 'limit',
        in: 'query',
        description: 'How many at most.',
        says: { schema: { type: 'integer', minimum: 1, maximum: 500 } },
        example: 50,
      },
    ],
    answers: {
      200: {
        description: 'Rows.',
        content: {
          'application/json': {
            says: {
              codec: t.readonlyArray(
                t.strict({ incidentId: IncidentId, summary: Title, assignee: t.union([PersonId, t.null]) }, 'QueueRow'),
              ),
            },
          },
          'text/csv': { says: { schema: { type: 'string' } } },
        },
      },
      400: 'BadRequest',
    },
    security: [],
  },
]

/** Every command of the register as a document would offer it, and a list. */
export const desk: Table = {
  info: { title: 'Desk', version: '1.0.0', license: { name: 'MIT', identifier: 'MIT' } },
  servers: [{ url: 'https://desk.example.org', description: 'Ours.' }],
  tags: practices.map(({ name }) => ({ name, description: `All about ${name}.` })),
  operations,
  security: [{ token: [] }],
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    answers: {
      BadRequest: { status: 400, description: 'Not understood.' },
      Refused: { status: 409, description: 'Refused by a rule.' },
      UnsupportedMediaType: { status: 415, description: 'Not JSON.' },
      Unavailable: { status: 503, description: 'Not now.' },
    },
  },
}
