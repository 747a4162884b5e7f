import type { InForce } from '@deskledger/practices/agreement'
import { wordsForClock, type ClockExplanation, type ComplianceReport } from '@deskledger/reports'
import type { Context } from '../context.ts'
import { counted, shownNumber, shownRate } from '../words/numbers.ts'
import { table, type Column } from '../words/table.ts'
import type { AgreementShown } from './demo-agreement.ts'
import type { ServiceLevelsShown } from './service-levels-shown.ts'
import type { Differing, VerdictsCompared } from './verdicts-compared.ts'

type AgreedTarget = InForce['terms']['targets'][number]

const WITHOUT = 'The tickets were imported without an agreement, so there are no clocks. A fresh ledger has them.'

/** `15 min`, `40 h`: working time is not counted in days of 24 hours. */
const workingTime = (seconds: number): string => {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return [...(hours > 0 ? [`${hours} h`] : []), ...(minutes > 0 || hours === 0 ? [`${minutes} min`] : [])].join(' ')
}

const goalOf = ({ goal }: AgreedTarget): string => (goal.unit === 'seconds' ? workingTime(goal.seconds) : goal.unit)

const targetRows = ({ terms: { targets } }: InForce) =>
  [...new Set(targets.map(({ priority }) => priority))].map((priority) => {
    const own = targets.filter((target) => target.priority === priority)
    const goal = (name: string) => own.filter(({ target }) => target === name).map(goalOf)[0] ?? null
    return [priority, goal('respond'), goal('resolve'), own[0]?.goal.calendar ?? null]
  })

const targetColumns: readonly Column[] = [
  { head: 'Priority', align: 'right' },
  { head: 'Respond', align: 'right' },
  { head: 'Resolve', align: 'right' },
  { head: 'Calendar' },
]

/** What was promised, and that nobody really promised it. */
export const wordsForAgreement = (context: Context, { added, inForce }: AgreementShown): string => {
  if (inForce === null) return WITHOUT
  const { agreementId, version, terms } = inForce
  const pausing = terms.pauses.resolve.join(' and ')
  const stands = added === 0 ? 'stands already' : `is in force now, by ${counted(added, 'event')}`
  return [
    `${agreementId} version ${version} ${stands}. It is a realistic agreement of ours, not theirs: the log does not say what was promised.`,
    '',
    table(context, targetColumns, targetRows(inForce)),
    '',
    `Working time; the time to resolve does not count while a ticket waits: ${pausing}.`,
  ].join('\n')
}

const series = ({ series: entries = [] }: ComplianceReport) => new Map(entries.map((entry) => [entry.key, entry]))

const complianceRows = ({ respond, resolve }: ServiceLevelsShown) => {
  const [responses, resolutions] = [series(respond), series(resolve)]
  const keys = [...new Set([...resolutions.keys(), ...responses.keys()])].sort()
  const cells = (entry: Pick<ComplianceReport, 'results' | 'met' | 'complianceRate'> | undefined) =>
    entry === undefined
      ? [null, null, null]
      : [shownNumber(entry.results), shownNumber(entry.met), shownRate(entry.complianceRate)]
  return [
    ...keys.map((key) => [key, ...cells(resolutions.get(key)), ...cells(responses.get(key))]),
    ['all', ...cells(resolve), ...cells(respond)],
  ]
}

const complianceColumns: readonly Column[] = [
  { head: 'Priority' },
  ...['Resolve', 'Met', 'Rate', 'Respond', 'Met', 'Rate'].map((head) => ({ head, align: 'right' as const })),
]

const verdictColumns: readonly Column[] = [
  { head: 'Our clock' },
  { head: 'Log: made', align: 'right' },
  { head: 'Log: missed', align: 'right' },
]

const verdictTable = (context: Context, verdicts: VerdictsCompared): string => {
  const { bothMet, bothMissed, missedHereAlone, missedThereAlone } = verdicts
  return table(context, verdictColumns, [
    ['met', shownNumber(bothMet), shownNumber(missedThereAlone.tickets)],
    ['missed', shownNumber(missedHereAlone.tickets), shownNumber(bothMissed)],
  ])
}

const signRows = ({ missedHereAlone: here, missedThereAlone: there }: VerdictsCompared) => {
  const row = (what: string, of: (differing: Differing) => number) => [
    what,
    shownNumber(of(here)),
    shownNumber(of(there)),
  ]
  return [
    row('all', ({ tickets }) => tickets),
    row('waited for caller or vendor: our clock was paused', ({ paused }) => paused),
    row('opened again: our clock ran anew, the last run counts', ({ reopened }) => reopened),
    row('judged in the log after our clock had stopped', ({ judgedAfterStop }) => judgedAfterStop),
    row('closed without having been resolved', ({ neverResolved }) => neverResolved),
    row('none of these', ({ noneOfThese }) => noneOfThese),
  ]
}

const signColumns: readonly Column[] = [
  { head: 'Tickets on which they differ' },
  { head: 'Missed here alone', align: 'right' },
  { head: 'Missed there alone', align: 'right' },
]

const differences = (context: Context, verdicts: VerdictsCompared): readonly string[] => {
  if (verdicts.differing === 0) return []
  const { missedThereAlone: there } = verdicts
  return [
    '',
    'The log has one verdict for a ticket as it stands at its end, and says neither target nor agreement. Our clocks',
    'count working time under the agreement above, pause while a ticket waits for caller or vendor, run anew when it is',
    'opened again, and stop when it is resolved.',
    ...(there.judgedAfterStop > 0
      ? [
          `Of ${counted(there.tickets, 'ticket')} missed there alone, ${shownNumber(there.judgedAfterStop)} got that verdict only after they had been resolved.`,
        ]
      : []),
    '',
    table(context, signColumns, signRows(verdicts)),
  ]
}

const compared = (context: Context, verdicts: VerdictsCompared): readonly string[] => [
  `Beside the verdict of the log (made_sla), ${counted(verdicts.tickets, 'ticket')}: ${shownNumber(verdicts.agreeing)} agree, ${shownNumber(verdicts.differing)} differ.`,
  '',
  verdictTable(context, verdicts),
  ...differences(context, verdicts),
]

/** How often the targets were met, and how that compares with what the log says. */
export const wordsForServiceLevels = (context: Context, shown: ServiceLevelsShown): string =>
  shown.verdicts === null
    ? WITHOUT
    : [
        `${counted(shown.resolve.results, 'run')} of our clocks to resolve, ${shownNumber(shown.respond.results)} to respond; a ticket that was opened again runs once more.`,
        'The log does not tell when somebody first answered: a ticket counts as answered when it was resolved.',
        '',
        table(context, complianceColumns, complianceRows(shown)),
        '',
        ...compared(context, shown.verdicts),
      ].join('\n')

/** Why a ticket was late, to the second. */
export const wordsForLate = (account: ClockExplanation | null): string => {
  if (account === null) return 'No clock missed its target.'
  const { elapsedSeconds, recordedSeconds } = account
  const same = recordedSeconds === elapsedSeconds ? ['That is what the ledger recorded when the clock stopped.'] : []
  return [...wordsForClock(account), ...same].join('\n')
}
