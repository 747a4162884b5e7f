import { wordsForMoney } from '@deskledger/kernel'
import { criteriaOf, wordsForCriteria, type AgreementRow, type Terms } from '@deskledger/practices/agreement'
import { type Noun, shownInstant } from '@deskledger/nouns'
import { wordsForGoal } from '@deskledger/reports'
import { answer } from '../../answer.ts'
import type { Context, Run } from '../../context.ts'
import { DONE } from '../../stop.ts'
import { facts, table } from '../../words/table.ts'
import { withLedger } from '../../with-ledger.ts'
import { documentOf } from '../found.ts'

type Pairs = readonly (readonly [string, string | null])[]

const instant = (at: string | null): string | null => (at === null ? null : `${shownInstant(at)} UTC`)

const signedWords = ({ proposal }: AgreementRow): string | null => {
  if (proposal === null) return null
  const { provider, customer } = proposal.accepted
  return `version ${proposal.version}; provider ${provider ?? 'has not signed'}, customer ${customer ?? 'has not signed'}`
}

const inForceWords = ({ versionInForce, from, until }: AgreementRow): string | null =>
  versionInForce === null || from === null
    ? null
    : `version ${versionInForce}, from ${shownInstant(from)} UTC ${until === null ? 'without end' : `until ${shownInstant(until)} UTC`}`

const pauseWords = ({ pauses }: Terms): string =>
  Object.entries(pauses)
    .map(([target, reasons]) => `${target}: ${reasons.length === 0 ? 'nothing' : reasons.join(', ')}`)
    .join('; ')

const pairsOf = (row: AgreementRow, terms: Terms | null): Pairs => [
  ['Agreement', row.agreementId],
  ['Name', row.name],
  ['Kind', row.kind],
  ['Provider', row.provider],
  ['Customer', row.customer ?? 'all'],
  ['Status', row.status],
  ['In force', inForceWords(row)],
  ['Last proposed', signedWords(row)],
  ['Under review since', instant(row.reviewSince)],
  ['Ended', row.ended && `${shownInstant(row.ended.at)} UTC: ${row.ended.reason}`],
  ['Pauses', terms && pauseWords(terms)],
  ['Retarget', terms && terms.retarget],
  ['Underpinned by', terms && (terms.underpinnedBy.join(', ') || null)],
]

const targetsTable = (context: Context, row: AgreementRow, { targets }: Terms): string =>
  table(
    context,
    [{ head: 'Target' }, { head: 'For' }, { head: 'Goal' }, { head: 'Calendar' }, { head: 'Warns at' }],
    targets.map((target) => [
      target.target,
      wordsForCriteria(criteriaOf(target, row)),
      wordsForGoal(target.goal),
      target.goal.calendar,
      target.warnAt.map((percent) => `${percent} %`).join(', ') || null,
    ]),
  )

const escalationLines = ({ escalations }: Terms): readonly string[] =>
  escalations.map(({ target, atPercent, to, tell }) => {
    const whom =
      to === null ? '' : to.type === 'functional' ? ` to group ${to.group}` : ` to ${to.person}, level ${to.level}`
    return `  at ${atPercent} % of ${target ?? 'any target'}${whom}${tell.length === 0 ? '' : `, telling ${tell.join(' and ')}`}`
  })

const penaltyLines = ({ penalties }: Terms): readonly string[] =>
  penalties.map(({ name, type, per, period, target, priority, tolerated, amount, most }) => {
    const of = `${target ?? 'any target'}${priority === null ? '' : `, priority ${priority}`}`
    const bound = most === null ? '' : `, at most ${wordsForMoney(most)}`
    return `  ${name}: ${type} of ${wordsForMoney(amount)} per ${per}, breaches of ${of} beyond ${tolerated} in a ${period}${bound}`
  })

const part = (head: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', head, ...lines]

const words = (context: Context, row: AgreementRow): string => {
  const terms = row.termsInForce ?? row.proposal?.terms ?? null
  const pairs = pairsOf(row, terms).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
  if (terms === null) return facts(context, pairs)
  return [
    facts(context, pairs),
    '',
    targetsTable(context, row, terms),
    ...part('Escalations:', escalationLines(terms)),
    ...part('Penalties and credits:', penaltyLines(terms)),
    ...part(
      'Reviews:',
      row.reviews.map(
        ({ at, by, outcome, findings }) =>
          `  ${shownInstant(at)} UTC, ${by}: ${outcome}${findings === null ? '' : `. ${findings}`}`,
      ),
    ),
  ].join('\n')
}

/** An agreement as it stands: what is in force, else what lies on the table. */
export const showAgreement =
  (noun: Noun): Run =>
  async (context, { args: [id = ''] }) =>
    withLedger(context, async (opened) => {
      const row = (await documentOf(opened, noun, id)) as AgreementRow
      await answer(context, row, () => words(context, row))
      return DONE
    })
