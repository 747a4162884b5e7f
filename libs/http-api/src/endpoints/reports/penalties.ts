import { AgreementId, instantOf } from '@deskledger/kernel'
import type { Views } from '@deskledger/read-store'
import { billedPeriod, penaltiesDueIn, type BilledAsked, type PenaltiesDue } from '@deskledger/reports'
import type { ApiLedger } from '../../api-ledger.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { oneOf, text } from '../../http/params.ts'
import { take } from '../../looking/fresh.ts'
import { timeZone } from './demands.ts'
import { noAgreement } from './no-agreement.ts'
import { reportEndpoint, type Report } from './reporting.ts'
import { basic, count, listOf, object, time } from './shapes.ts'

const { number, text: word } = basic

type Wanted = Pick<BilledAsked, 'of' | 'period'> & { readonly agreement?: string; readonly 'time-zone'?: string }

const agreementsFor = async (views: Views, wanted: string | undefined): Promise<readonly AgreementId[]> => {
  if (wanted !== undefined) {
    if (!AgreementId.is(wanted) || take(await views.get('agreements', wanted)()) === undefined)
      throw noAgreement(wanted)
    return [wanted]
  }
  const ids: AgreementId[] = []
  take(
    await views.each('agreements', {}, (found) => {
      ids.push(...found.map(({ key }) => key).filter(AgreementId.is))
    })(),
  )
  return ids
}

/** A row for each rule of each version under which something was breached. */
const rowsOf = ({ agreement, versions }: PenaltiesDue): readonly object[] =>
  versions.flatMap(({ version, due: dues }) =>
    dues.map(({ penalty, breaches, times, due, bounded }) => ({
      agreement,
      version,
      name: penalty.name,
      type: penalty.type,
      breaches: breaches.length,
      times,
      minor: due.minor,
      currency: due.currency,
      bounded,
    })),
  )

const period = { type: 'string', enum: ['week', 'month', 'quarter', 'year'] } as const
const ends = { period, from: time, until: time }

const penalties = ({ now }: ApiLedger): Report => ({
  id: 'listPenaltiesDue',
  path: '/v1/service-levels/penalties',
  summary: 'The penalties and credits that the breaches of a period come to, in minor units of each currency.',
  tag: 'service-levels',
  query: {
    agreement: text({ description: 'Of one agreement; left out: of all.', example: 'mail-gold' }),
    period: oneOf('Of penalties that are counted by this; left out: as `of` says, else by the month.', [
      'month',
      'week',
      'quarter',
      'year',
    ]),
    of: text({ description: 'Which one: 2025-W10, 2025-03, 2025-Q1, 2025; left out: this one.', example: '2025-03' }),
    'time-zone': timeZone,
  },
  statuses: [404],
  hasRows: true,
  schema: object({
    of: word,
    ...ends,
    timeZone: word,
    agreements: listOf(
      object({
        agreement: word,
        billed: object(ends),
        breaches: count,
        versions: listOf(object({ version: count, breaches: count, due: listOf({ type: 'object' }) })),
        totals: listOf(object({ currency: word, penalty: number, credit: number })),
      }),
    ),
  }),
  report: async (views, { query }) => {
    const { agreement, 'time-zone': zone, ...asked } = query as Wanted
    const billed = take(billedPeriod({ ...asked, ...(zone === undefined ? {} : { timeZone: zone }) }, instantOf(now())))
    const { period: length, from, until } = billed
    const all: PenaltiesDue[] = []
    for (const id of await agreementsFor(views, agreement))
      all.push(take(await penaltiesDueIn(views, id, { period: length, from, until })()))
    return { body: { ...billed, agreements: all }, rows: all.flatMap(rowsOf) }
  },
})

export const penaltyReports = (ledger: ApiLedger): readonly Endpoint[] => [reportEndpoint(ledger, penalties(ledger))]
