import { deniedPermission, sightOf, viewsSeenBy, type Identity } from '@deskledger/access'
import type { Role } from '@deskledger/kernel'
import type { Answer, Body, JsonSchema } from '@deskledger/openapi'
import type { Views } from '@deskledger/read-store'
import type { ApiLedger } from '../../api-ledger.ts'
import { Denied } from '../../asking/denied.ts'
import type { Asked, Endpoint, Reply } from '../../http/endpoint.ts'
import { parametersOf } from '../../http/params.ts'
import { malformed } from '../../http/problem.ts'
import { csvOf } from '../../looking/csv.ts'
import { passed } from '../../looking/fresh.ts'
import { wantsCsv } from '../lists.ts'
import { afterParameter, errors } from '../saying.ts'

/** Reports speak of the work of the desk: who sees the desk may ask for them. */
const roles: readonly Role[] = ['agent', 'manager', 'system']

const onlyAtDesk = (identity: Identity): void => {
  const sight = sightOf(identity)
  if (sight === 'All' || sight === 'Desk') return
  const { subject, tokenId } = identity
  throw new Denied(
    deniedPermission({
      reason: 'RoleMayNot',
      message: 'The roles of the subject see no reports.',
      subject,
      ...(tokenId === undefined ? {} : { tokenId }),
    }),
  )
}

/** What a report came to, and its rows where somebody wants a table. */
interface Reported {
  readonly body: object
  readonly rows?: readonly object[]
  /** cursor of the next page of rows */
  readonly next?: string | null
}

const tableOf = (rows: readonly object[], next: string | null | undefined): Reply => ({
  status: 200,
  headers: typeof next === 'string' ? { 'deskledger-next': next } : {},
  body: csvOf(rows),
  mediaType: 'text/csv; charset=utf-8',
})

/** A report: on the read models as the asker sees them, so that no figure holds a ticket that is hidden from them. */
export interface Report {
  readonly id: string
  /** left out: get */
  readonly method?: 'get' | 'post'
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly tag: string
  readonly query: Endpoint['query']
  /** parameters of the query that must be given */
  readonly needs?: readonly string[]
  readonly parameters?: Endpoint['operation']['parameters']
  /** of a post: what is asked, where parameters cannot say it */
  readonly body?: Body
  readonly schema: JsonSchema
  /** false: there are no rows, and no table of them */
  readonly hasRows: boolean
  readonly statuses?: readonly number[]
  readonly report: (views: Views, asked: Asked) => Promise<Reported>
}

const answerOf = ({ schema, hasRows }: Report): Answer => ({
  description: 'What it came to.',
  ...(hasRows
    ? {
        headers: {
          'Deskledger-Next': {
            description: 'The cursor of the next page, where a table was asked for and there is one.',
            says: { schema: { type: 'string' } },
          },
        },
      }
    : {}),
  content: {
    'application/json': { says: { schema } },
    ...(hasRows ? { 'text/csv': { says: { schema: { type: 'string' } } } } : {}),
  },
})

const checkNeeds = ({ needs = [] }: Report, { query }: Asked): void => {
  const missing = needs.filter((name) => query[name] === undefined)
  if (missing.length > 0) throw malformed(missing.map((name) => ({ pointer: `?${name}`, message: 'must be given' })))
}

const parametersFor = ({ query, needs = [], parameters = [] }: Report): Endpoint['operation']['parameters'] => [
  ...parameters,
  ...parametersOf(query).map((one) => (needs.includes(one.name) ? { ...one, required: true } : one)),
  afterParameter,
]

export const reportEndpoint = (ledger: ApiLedger, report: Report): Endpoint => ({
  query: report.query,
  run: async (asked) => {
    onlyAtDesk(asked.identity)
    checkNeeds(report, asked)
    await passed(ledger, asked.after)
    const { body, rows, next } = await report.report(viewsSeenBy(ledger.ledger.views, asked.identity), asked)
    return rows !== undefined && wantsCsv(asked) ? tableOf(rows, next) : { status: 200, body }
  },
  operation: {
    id: report.id,
    method: report.method ?? 'get',
    path: report.path,
    summary: `${report.summary}${report.hasRows ? ' `Accept: text/csv` gives a table.' : ''}`,
    ...(report.description === undefined ? {} : { description: report.description }),
    tags: [report.tag],
    roles,
    parameters: parametersFor(report),
    ...(report.body === undefined ? {} : { body: report.body }),
    answers: { 200: answerOf(report), ...errors(400, ...(report.statuses ?? [])) },
  },
})
