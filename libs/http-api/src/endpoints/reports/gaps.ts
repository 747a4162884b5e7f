import { instantOf, type Instant } from '@deskledger/kernel'
import { gapsIn, type Gaps } from '@deskledger/reports'
import type { ApiLedger } from '../../api-ledger.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { instant, text } from '../../http/params.ts'
import { take } from '../../looking/fresh.ts'
import { noAgreement } from './no-agreement.ts'
import { reportEndpoint, type Report } from './reporting.ts'
import { basic, count, listOf, maybeTime, object, time } from './shapes.ts'

const { text: word } = basic

const gap = object(
  {
    type: { type: 'string', enum: ['NotInForce', 'EndsBefore', 'NotCovered', 'Looser', 'NotComparable'] },
    words: { type: 'string', description: 'The same in a sentence.' },
  },
  {
    agreementId: { type: 'string', description: 'Which one does not bear it.' },
    ends: time,
    until: maybeTime,
    place: { ...count, description: 'Which target of the agreement with the customer, from 0.' },
    theirs: { ...count, description: 'Which target of the one that is to underpin it, from 0.' },
    promised: { type: 'object' },
    borne: { type: 'object' },
    differs: word,
  },
)

const rowsOf = ({ agreements }: Gaps): readonly object[] =>
  agreements.flatMap(({ agreementId: agreement, version, gaps }) =>
    gaps.map(({ type, words }) => ({ agreement, version, type, words })),
  )

const gaps = ({ now }: ApiLedger): Report => ({
  id: 'listUnderpinningGaps',
  path: '/v1/service-levels/gaps',
  summary: 'Where agreements with suppliers and inside do not bear what customers are promised.',
  description: 'A table has a row for each gap.',
  tag: 'service-levels',
  query: {
    agreement: text({
      description: 'Of one agreement with a customer; left out: of all in force.',
      example: 'mail-gold',
    }),
    at: instant('Of what is in force at this time; left out: now.'),
  },
  statuses: [404],
  hasRows: true,
  schema: object({
    at: time,
    agreements: listOf(object({ agreementId: word, version: count, underpinnedBy: listOf(word), gaps: listOf(gap) })),
  }),
  report: async (views, { query }) => {
    const { agreement, at = instantOf(now()) } = query as { readonly agreement?: string; readonly at?: Instant }
    const asked = { at, ...(agreement === undefined ? {} : { agreement }) }
    const found = take(await gapsIn(views, asked)())
    if (found === undefined) throw noAgreement(agreement ?? '', ' that is, was or will be in force')
    return { body: found, rows: rowsOf(found) }
  },
})

export const gapReports = (ledger: ApiLedger): readonly Endpoint[] => [reportEndpoint(ledger, gaps(ledger))]
