import { documentOf, type OpenApi, type Operation, type Tag } from '@deskledger/openapi'
import * as E from 'fp-ts/lib/Either.js'
import { sharedAnswers } from '../endpoints/saying.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { sharedSchemas } from './schemas.ts'

const wordsByTag: Readonly<Record<string, string>> = {
  commands: 'Commands of any practice, one or several at once.',
  incidents: 'Incidents: something is broken.',
  agreements: 'Agreements: what was promised to whom.',
  'business-calendars': 'Business calendars: when working time runs.',
  'service-level-clocks': 'Service level clocks: how much of the promised time is used.',
  lists: 'Read models, page by page.',
  reports: 'Figures, and the tickets and events behind them.',
  'service-levels': 'What is due, what was kept and missed, what it costs, and why.',
  feed: 'The log, for other systems.',
  operation: 'Whether it runs, and how.',
}

const tagsOf = (endpoints: readonly Endpoint[]): readonly Tag[] =>
  [...new Set(endpoints.flatMap(({ operation }) => operation.tags))].map((name) => ({
    name,
    description: wordsByTag[name] ?? `${name}.`,
  }))

/** What is answered before any endpoint is: by every one of them. */
const always = { 400: 'E400', 413: 'E413', 415: 'E415', 429: 'E429', 503: 'E503' }

const operationOf = ({ operation, isPublic }: Endpoint): Operation => ({
  ...operation,
  answers: { ...always, ...operation.answers },
  ...(isPublic === true ? { security: [] } : {}),
})

/** The document of the API, made of the table that its routes are made of. */
export const apiDocument = (endpoints: readonly Endpoint[], version: string): OpenApi => {
  const document = documentOf({
    info: {
      title: 'Deskledger',
      version,
      summary: 'IT service management as a ledger',
      description:
        'Commands are decided into events, events are folded into read models, and these are read here. What somebody may not see is as if it were not there.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This server.' }],
    tags: tagsOf(endpoints),
    operations: endpoints.map(operationOf),
    security: [{ bearer: [] }],
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An access token of the identity provider.',
        },
      },
      answers: sharedAnswers,
      schemas: sharedSchemas,
    },
  })
  if (E.isLeft(document)) throw new Error(`The table of endpoints gives no document:\n${document.left.join('\n')}`)
  return document.right
}
