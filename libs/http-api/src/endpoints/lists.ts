import { viewsSeenBy } from '@deskledger/access'
import type { Condition, Query, Scalar, Sort } from '@deskledger/read-store'
import { register } from '@deskledger/register'
import * as E from 'fp-ts/lib/Either.js'
import type { ApiLedger } from '../api-ledger.ts'
import type { Asked, Endpoint, Reply } from '../http/endpoint.ts'
import { count, list, parametersOf, text, type Param } from '../http/params.ts'
import { csvOf } from '../looking/csv.ts'
import { passedBy, take } from '../looking/fresh.ts'
import { camel, capital } from './names.ts'
import { afterParameter, errors, refer } from './saying.ts'

const FORM = /^([\w-]+(?:\.[\w-]+)*)(\^=|>=|<=|=|>|<)(.*)$/s

/** `2`, `true`, `null` are what they look like; anything else, and what stands in double quotes, is a text. */
const valueIn = (given: string): Scalar => {
  if (/^".*"$/s.test(given)) return given.slice(1, -1)
  if (/^(null|true|false|-?\d{1,15}(\.\d{1,9})?)$/.test(given)) return JSON.parse(given) as Scalar
  return given
}

const conditionOf = (given: string): E.Either<string, Condition> => {
  const [, path = '', sign = '', rest = ''] = FORM.exec(given) ?? []
  const value = valueIn(rest)
  switch (sign) {
    case '=':
      return E.right({ path, is: value })
    case '>=':
      return E.right({ path, from: value })
    case '>':
      return E.right({ path, after: value })
    case '<=':
      return E.right({ path, upTo: value })
    case '<':
      return E.right({ path, before: value })
    case '^=':
      return E.right({ path, prefix: rest })
    default:
      return E.left('must be a field, one of = >= > <= < ^= and a value, such as priority=2')
  }
}

const where: Param<Condition> = list({
  description:
    'Demands on fields, all of which must hold: `priority=2`, `reportedAt>=2025-03-01`, `summary^=Mail`. Numbers, true, false and null are what they look like; in double quotes they are texts.',
  schema: { type: 'string', pattern: '^[\\w-]+(\\.[\\w-]+)*(\\^=|>=|<=|=|>|<)', maxLength: 500 },
  example: 'priority=2',
  read: (given) => (given.length > 500 ? E.left('must have 500 characters at most') : conditionOf(given)),
})

const sort: Param<Sort> = list({
  description: 'Fields to sort by; a hyphen before one descends.',
  schema: { type: 'string', pattern: '^-?[\\w-]+(\\.[\\w-]+)*$', maxLength: 100 },
  example: '-priority',
  read: (given) =>
    /^-?[\w-]+(\.[\w-]+)*$/.test(given) && given.length <= 100
      ? E.right({ path: given.replace(/^-/, ''), descending: given.startsWith('-') })
      : E.left('must be a field, with a hyphen before it to descend'),
})

const query = {
  where,
  sort,
  limit: count('Rows at most.', { from: 1, to: 500 }),
  after: text({ description: '`next` of the page before, asked with the same demands.', example: 'WyIyMDI1Il0' }),
}

const queryOf = (asked: Asked): Query => {
  const given = asked.query as Partial<{ where: Condition[]; sort: Sort[]; limit: number; after: string }>
  return {
    where: given.where ?? [],
    sort: given.sort ?? [],
    limit: given.limit ?? 100,
    ...(given.after === undefined ? {} : { after: given.after }),
  }
}

export const wantsCsv = ({ header }: Asked): boolean => /(^|,)\s*text\/csv\b/i.test(header('accept') ?? '')

interface Listed {
  readonly table: string
  /** the read model that it belongs to */
  readonly model: string
  readonly path: string
  readonly id: string
}

const run =
  (ledger: ApiLedger, { table, model }: Pick<Listed, 'table' | 'model'>) =>
  async (asked: Asked): Promise<Reply> => {
    await passedBy(model, ledger, asked.after)
    const views = viewsSeenBy(ledger.ledger.views, asked.identity)
    const page = take(await views.find(table, queryOf(asked))())
    const rows = page.found.map(({ document }) => document)
    if (!wantsCsv(asked)) return { status: 200, body: { rows, next: page.next } }
    const headers = page.next === null ? {} : { 'deskledger-next': page.next }
    return { status: 200, headers, body: csvOf(rows), mediaType: 'text/csv; charset=utf-8' }
  }

const listEndpoint = (ledger: ApiLedger, { table, model, path, id }: Listed): Endpoint => ({
  query,
  run: run(ledger, { table, model }),
  operation: {
    id,
    method: 'get',
    path,
    summary: `The rows of ${table}, page by page; \`Accept: text/csv\` gives a table.`,
    tags: ['lists'],
    parameters: [...parametersOf(query), afterParameter],
    answers: {
      200: {
        description: 'A page.',
        headers: {
          'Deskledger-Next': {
            description: 'The cursor of the next page, where a table was asked for.',
            says: { schema: { type: 'string' } },
          },
        },
        content: {
          'application/json': { says: { schema: refer('Page') } },
          'text/csv': { says: { schema: { type: 'string' } } },
        },
      },
      ...errors(400),
    },
  },
})

const tables: readonly Pick<Listed, 'table' | 'model'>[] = register.flatMap(({ readModels }) =>
  readModels.flatMap(({ name, tables: derived, rollups }) =>
    [name, ...[...derived, ...rollups].map((one) => one.name)].map((table) => ({ table, model: name })),
  ),
)

const details = { table: 'incident-details', model: 'incident-details' }

/** `GET /v1/incidents`, and every read model by its name. */
export const listEndpoints = (ledger: ApiLedger): readonly Endpoint[] => [
  listEndpoint(ledger, { ...details, path: '/v1/incidents', id: 'listIncidents' }),
  ...tables.map(({ table, model }) =>
    listEndpoint(ledger, { table, model, path: `/v1/lists/${table}`, id: `list${capital(camel(table))}` }),
  ),
]
