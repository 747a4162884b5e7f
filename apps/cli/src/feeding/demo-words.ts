import { paintResult } from '../answer.ts'
import { wordsForVerification } from '../commands/verify.ts'
import { tellEntries } from '../commands/history.ts'
import type { Context } from '../context.ts'
import { wordsForBacklog } from '../counting/backlog-words.ts'
import { wordsForReport } from '../counting/report-words.ts'
import type { Opened } from '../with-ledger.ts'
import type { Demonstrated } from './demonstrated.ts'
import { wordsForImport } from './import-words.ts'

/** Each step in words, under a heading. */
export const wordsForDemo = (context: Context) => {
  const paint = paintResult(context)
  let number = 0
  const under = (heading: string, text: string): string => `${paint('bold', `${++number}. ${heading}`)}\n${text}\n`
  return (step: Partial<Demonstrated>): readonly string[] => [
    ...(step.import ? [under('Import: every row becomes events', wordsForImport(context, step.import))] : []),
    ...(step.report ? [under('Report: figures folded from the events', wordsForReport(context, step.report))] : []),
    ...(step.backlog ? [under('Backlog: as of any instant', wordsForBacklog(context, step.backlog))] : []),
    ...(step.timeline
      ? [
          under(
            'One ticket, from beginning to end',
            tellEntries(context, step.timeline.incidentId, step.timeline.entries),
          ),
        ]
      : []),
    ...(step.verification
      ? [under('Verify: hashes, and a fresh fold of everything', wordsForVerification(context, step.verification))]
      : []),
  ]
}

/** What to try next, with a ticket that is there. */
export const nextSteps = (context: Context, { kind, place }: Pick<Opened, 'kind' | 'place'>, id: string): string => {
  const paint = paintResult(context)
  const ledger = kind === 'folder' ? ` --ledger ${place}` : ''
  const lines = [
    [`show ${id}`, 'the whole ticket'],
    [`show ${id} --as-of 2016-03-10`, 'the ticket as it was that day'],
    ['list incident-queue --as-of 2016-03-15 --where priority=1', 'what was open that day, of priority 1'],
    ['report incidents --by month', 'the figures, month by month'],
    ['explain reopened --period 2016-03', 'the tickets behind a number'],
    ['incident raise --summary "Mail is down" --impact 1 --urgency 2', 'raise an incident of your own'],
  ]
  return [
    paint('bold', `Try next${kind === 'stores' ? ', with the same --events and --views' : ''}`),
    ...lines.map(([typed = '', does = '']) => `  deskledger ${typed}${ledger}\n    ${paint('dim', does)}`),
  ].join('\n')
}
