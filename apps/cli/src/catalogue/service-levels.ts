import type { CommandEntry, OptionEntry } from './entry.ts'

const targets = ['respond', 'resolve', 'fulfil', 'available']
const target: OptionEntry = { flags: '--target <target>', text: 'of one promise alone', choices: targets }
const timeZone: OptionEntry = {
  flags: '--time-zone <zone>',
  text: 'where periods begin, such as Europe/Vienna',
  fallback: 'UTC',
}
const limit: OptionEntry = { flags: '--limit <n>', text: 'rows at most, 1 to 10,000', fallback: '20' }
const after: OptionEntry = { flags: '--after <cursor>', text: 'the page after: "next" of the page before' }

/** What can be asked about service levels. */
export const serviceLevels: readonly CommandEntry[] = [
  {
    name: 'board',
    summary: 'what is due soon, the most urgent first',
    options: [
      { flags: '--team <group>', text: 'of one team; "null": of nobody' },
      { flags: '--service <service>', text: 'of one service; "null": of none' },
      { flags: '--within <duration>', text: 'due within this time, by the clock on the wall: 30m, 4h, 2d' },
      limit,
      after,
    ],
    examples: [
      ['service-levels board --within 4h', 'what is due in the next four hours'],
      ['service-levels board --team network --limit 50', 'the first fifty of one team'],
    ],
    json: 'asOf; rows: clockId, ticket, kind, target, agreement, dueAt, service, team, priority, customer, now; next',
    load: () => import('../commands/service-levels/board.ts'),
  },
  {
    name: 'report',
    summary: 'how often targets were met and breached, and what is behind each figure',
    options: [
      { flags: '--from <instant>', text: 'results of this time or later' },
      { flags: '--to <instant>', text: 'results of a time before this' },
      target,
      {
        flags: '--by <what>',
        text: 'a series as well',
        choices: ['agreement', 'service', 'team', 'priority', 'customer', 'target'],
      },
      {
        flags: '--period <unit>',
        text: 'a series over time; with --by one for each',
        choices: ['day', 'week', 'month'],
      },
      timeZone,
      { flags: '--results', text: 'list the tickets and event ids behind the figures instead' },
      { flags: '--value <value>', text: 'with --results: one value of --by; "null": of none' },
      { flags: '--outcome <outcome>', text: 'with --results: only these', choices: ['met', 'breached'] },
      limit,
      after,
    ],
    examples: [
      ['service-levels report --from 2025-03-01 --to 2025-04-01 --by agreement', 'March 2025, agreement by agreement'],
      ['service-levels report --by team --period month', 'each team, month by month'],
      ['service-levels report --results --by team --value network --outcome breached', 'the breaches of one team'],
    ],
    json: 'results, met, breached, runningBreaches, complianceRate, breachRate, timeWithinTarget, overrun; series with --by,\n  periods with --period; with --results: results, next',
    load: () => import('../commands/service-levels/report.ts'),
  },
  {
    name: 'penalties',
    summary: 'the penalties and credits that breaches of a period come to',
    options: [
      { flags: '--agreement <id>', text: 'of one agreement', fallback: 'all' },
      {
        flags: '--period <unit>',
        text: 'of penalties that are counted by this',
        fallback: 'as --of says, else month',
        choices: ['week', 'month', 'quarter', 'year'],
      },
      { flags: '--of <period>', text: 'which one: 2025-W10, 2025-03, 2025-Q1, 2025', fallback: 'the present one' },
      timeZone,
    ],
    examples: [
      ['service-levels penalties --of 2025-03', 'what March 2025 comes to'],
      ['service-levels penalties --agreement mail-gold --of 2025-Q1', 'penalties that are counted by quarter'],
    ],
    json: 'of, period, from, until, timeZone; agreements: agreement, billed, breaches, versions, totals (minor units)',
    load: () => import('../commands/service-levels/penalties.ts'),
  },
  {
    name: 'gaps',
    summary: 'where agreements with suppliers and inside do not bear what customers are promised',
    options: [
      { flags: '--agreement <id>', text: 'of one agreement with a customer', fallback: 'all in force' },
      { flags: '--at <instant>', text: 'of what is in force at this time', fallback: 'now' },
    ],
    examples: [['service-levels gaps', 'all gaps in what is in force now']],
    json: 'at; agreements: agreementId, version, underpinnedBy, gaps',
    load: () => import('../commands/service-levels/gaps.ts'),
  },
  {
    name: 'replay',
    summary: 'past tickets under another agreement, beside what was recorded; writes nothing',
    options: [
      {
        flags: '--agreement <file>',
        text: 'the other agreement, as "apply" reads it, taken as in force all along',
        repeated: true,
      },
      { flags: '--calendar <file>', text: 'a calendar to go by instead of the one in the ledger', repeated: true },
      { flags: '--from <instant>', text: 'tickets reported at this time or later' },
      { flags: '--to <instant>', text: 'tickets reported before this' },
      limit,
    ],
    examples: [
      [
        'service-levels replay --agreement mail-platinum.yaml',
        'what would come out otherwise, for every ticket, whether it had clocks or not',
      ],
      [
        'service-levels replay --agreement gold.yaml --calendar shifts.yaml --from 2025-01-01',
        'under other hours, this year',
      ],
    ],
    json: 'tickets, clocks, recorded, other, differing, notReplayed, reasons; rows: ticket, target, cycle, recorded, other',
    load: () => import('../commands/service-levels/replay.ts'),
  },
  {
    name: 'status',
    summary: 'how the clocks of tickets stand now: due, left, paused, warned, breached',
    arguments: [{ name: '<ticket...>', text: 'numbers of tickets' }],
    options: [{ flags: '--as-of <instant>', text: 'seen from this time, by what is known now', fallback: 'now' }],
    examples: [['service-levels status INC0000045 INC0000046', 'each target of two tickets']],
    json: 'asOf; tickets: ticket; clocks: clockId, target, cycle, status, verdict, dueAt, leftSeconds, percent, pausedSince,\n  warned, breachedAt and what they go by',
    load: () => import('../commands/service-levels/status.ts'),
  },
]
