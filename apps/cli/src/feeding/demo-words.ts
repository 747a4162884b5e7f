import { paintResult } from '../answer.ts'
import { wordsForVerification } from '../commands/verify.ts'
import { tellEntries } from '../commands/history.ts'
import type { Context } from '../context.ts'
import { wordsForBacklog } from '../counting/backlog-words.ts'
import { wordsForReport } from '../counting/report-words.ts'
import type { Opened } from '../with-ledger.ts'
import type { Demonstrated } from './demonstrated.ts'
import { wordsForImport } from './import-words.ts'
import { wordsForAgreement, wordsForLate, wordsForServiceLevels } from './service-level-words.ts'

interface Told {
  readonly heading: string
  readonly text: string
}

/** What is told of one step, once it is done. */
const telling =
  <Name extends keyof Demonstrated>(
    name: Name,
    heading: string,
    words: (context: Context, shown: Demonstrated[Name]) => string,
  ) =>
  (context: Context, step: Partial<Demonstrated>): readonly Told[] => {
    const shown = step[name]
    return shown === undefined ? [] : [{ heading, text: words(context, shown) }]
  }

/** In the order in which they are shown. */
const tellings = [
  telling('agreement', 'Agreement: what was promised', wordsForAgreement),
  telling('import', 'Import: every row becomes events', (context, result) => wordsForImport(context, result)),
  telling('report', 'Report: figures folded from the events', wordsForReport),
  telling('serviceLevels', 'Service levels: clocks folded from the same events', wordsForServiceLevels),
  telling('late', 'Why was this one late?', (_, account) => wordsForLate(account)),
  telling('backlog', 'Backlog: as of any instant', wordsForBacklog),
  telling('timeline', 'One ticket, from beginning to end', (context, { incidentId, entries }) =>
    tellEntries(context, incidentId, entries),
  ),
  telling('verification', 'Verify: hashes, and a fresh fold of everything', wordsForVerification),
]

/** Each step in words, under a heading. */
export const wordsForDemo = (context: Context) => {
  const paint = paintResult(context)
  let number = 0
  return (step: Partial<Demonstrated>): readonly string[] =>
    tellings
      .flatMap((words) => words(context, step))
      .map(({ heading, text }) => `${paint('bold', `${++number}. ${heading}`)}\n${text}\n`)
}

/** What to try next, with a ticket that is there. */
export const nextSteps = (
  context: Context,
  { kind, place }: Pick<Opened, 'kind' | 'place'>,
  { timeline: { incidentId: id }, late }: Pick<Demonstrated, 'timeline' | 'late'>,
): string => {
  const paint = paintResult(context)
  const ledger = kind === 'folder' ? ` --ledger ${place}` : ''
  const lines = [
    [`show ${id}`, 'the whole ticket'],
    [`show ${id} --as-of 2016-03-10`, 'the ticket as it was that day'],
    ['list incident-queue --as-of 2016-03-15 --where priority=1', 'what was open that day, of priority 1'],
    ['report incidents --by month', 'the figures, month by month'],
    ...(late === null
      ? []
      : [
          [`explain ${late.ticket} --target resolve`, 'why it was late, to the second'],
          ['service-levels report --by priority --period month', 'how often targets were met, month by month'],
        ]),
    ['explain reopened --period 2016-03', 'the tickets behind a number'],
    ['incident raise --summary "Mail is down" --impact 1 --urgency 2', 'raise an incident of your own'],
  ]
  return [
    paint('bold', `Try next${kind === 'stores' ? ', with the same --events and --views' : ''}`),
    ...lines.map(([typed = '', does = '']) => `  deskledger ${typed}${ledger}\n    ${paint('dim', does)}`),
  ].join('\n')
}
