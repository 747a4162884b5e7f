import type { CommandEntry } from './entry.ts'

export const counting: readonly CommandEntry[] = [
  {
    name: 'report',
    summary: 'the figures of a practice',
    arguments: [{ name: '<practice>', text: 'incidents', choices: ['incidents'] }],
    options: [
      { flags: '--from <instant>', text: 'only what belongs to this time or later' },
      { flags: '--to <instant>', text: 'only what belongs to a time before this' },
      {
        flags: '--by <what>',
        text: 'a series as well',
        choices: ['day', 'week', 'month', 'priority', 'category', 'group'],
      },
      {
        flags: '--time-zone <zone>',
        text: 'where days, weeks and months begin, such as Europe/Vienna',
        fallback: 'UTC',
      },
    ],
    examples: [
      ['report incidents', 'all figures'],
      ['report incidents --from 2016-03-01 --to 2016-04-01 --by week', 'March 2016, week by week'],
    ],
    load: () => import('../commands/report.ts'),
  },
  {
    name: 'backlog',
    summary: 'how many incidents were open at an instant, and how old they were',
    options: [
      { flags: '--at <instant>', text: 'when' },
      { flags: '--known-at <instant>', text: 'only what the ledger had recorded by then' },
    ],
    examples: [['backlog --at 2016-04-01', 'the backlog on 1 April 2016, 00:00 UTC']],
    load: () => import('../commands/backlog.ts'),
  },
  {
    name: 'explain',
    summary: 'the tickets and event ids behind a number of the report; or why a ticket was late, second by second',
    arguments: [{ name: '<what>', text: 'a metric of the list that "metrics" gives, or the number of a ticket' }],
    options: [
      {
        flags: '--target <target>',
        text: 'of a ticket: which promise',
        fallback: 'resolve',
        choices: ['respond', 'resolve', 'fulfil', 'available'],
      },
      { flags: '--cycle <n>', text: 'of a ticket: 1, or later ones after it was reopened', fallback: 'the last' },
      { flags: '--as-of <instant>', text: 'of a ticket: as it was at this time of the business', fallback: 'now' },
      { flags: '--all', text: 'of a ticket: every working interval, also where there are many' },
      { flags: '--period <period>', text: 'a day, week, month or year: 2016-03-01, 2016-W09, 2016-03, 2016' },
      { flags: '--from <instant>', text: 'from this time' },
      { flags: '--to <instant>', text: 'before this time' },
      { flags: '--by <what>', text: 'one part of it', choices: ['priority', 'category', 'group'] },
      { flags: '--value <value>', text: 'which part: the priority, category or group' },
      { flags: '--time-zone <zone>', text: 'where the period begins', fallback: 'UTC' },
      { flags: '--limit <n>', text: 'rows at most', fallback: '20' },
      { flags: '--after <cursor>', text: 'the page after' },
    ],
    examples: [
      ['explain reopened --period 2016-03', 'which incidents were reopened in March 2016'],
      [
        'explain INC0000045 --target resolve',
        'every start, pause and resume, and the working time counted between them',
      ],
      ['explain volume --period 2016-03 --by priority --value 2', 'which incidents of priority 2 came in'],
    ],
    json: 'of a ticket: ticket, target, cycle, agreement, calendar, targetSeconds, startedAt, dueAt, stoppedAt, elapsedSeconds,\n  verdict; segments: from, to, counted, why, workingIntervals, seconds',
    load: () => import('../commands/explain.ts'),
  },
  {
    name: 'metrics',
    summary: 'what is measured, and how',
    examples: [['metrics', 'name, definition, unit and population of each']],
    load: () => import('../commands/metrics.ts'),
  },
]
