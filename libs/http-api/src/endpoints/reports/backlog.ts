import type { Instant } from '@deskledger/kernel'
import { backlogAsKnown, backlogAt, queueAt } from '@deskledger/reports'
import type { ApiLedger } from '../../api-ledger.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { instant } from '../../http/params.ts'
import { take } from '../../looking/fresh.ts'
import { paging } from './demands.ts'
import { reportEndpoint, type Report } from './reporting.ts'
import { count, listOf, next, object, time } from './shapes.ts'

interface Wanted {
  readonly at: Instant
  readonly 'known-at'?: Instant
  readonly limit?: number
  readonly after?: string
}

const ages = object({ '0-1': count, '1-3': count, '3-7': count, '7-30': count, '30+': count })

/** The streams that are read are those of tickets that the views have: hidden ones are in neither. */
const backlog = ({ ledger }: ApiLedger): Report => ({
  id: 'countBacklog',
  path: '/v1/backlog',
  summary: 'How many incidents were open at an instant, and how many days old they were.',
  tag: 'reports',
  query: {
    at: instant('When.'),
    'known-at': instant('Only what the ledger had recorded by then; left out: what it knows now.'),
  },
  needs: ['at'],
  hasRows: true,
  schema: object({ at: time, open: count, ages }, { knownAt: time }),
  report: async (views, { query }) => {
    const { at, 'known-at': knownAt } = query as unknown as Wanted
    const history = (stream: string) => () => ledger.history(stream)
    const body =
      knownAt === undefined
        ? take(await backlogAt(views, at)())
        : take(await backlogAsKnown(views, history, { at, knownAt })())
    return { body, rows: [body] }
  },
})

const queue: Report = {
  id: 'listQueueAt',
  path: '/v1/reports/queue',
  summary: 'The work list as it stood at an instant, by what is known now.',
  tag: 'reports',
  query: { at: instant('When.'), ...paging },
  needs: ['at'],
  hasRows: true,
  schema: object({ rows: listOf({ type: 'object' }), next }),
  report: async (views, { query }) => {
    const { at, limit = 100, after } = query as unknown as Wanted
    const body = take(await queueAt(views, at, { limit, ...(after === undefined ? {} : { after }) })())
    return { body, rows: body.rows, next: body.next }
  },
}

export const backlogReports = (ledger: ApiLedger): readonly Endpoint[] =>
  [backlog(ledger), queue].map((report) => reportEndpoint(ledger, report))
