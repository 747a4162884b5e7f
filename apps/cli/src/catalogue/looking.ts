import type { CommandEntry, OptionEntry } from './entry.ts'

const asOf: OptionEntry = { flags: '--as-of <instant>', text: 'as it was at this time of the business' }
const knownAt: OptionEntry = { flags: '--known-at <instant>', text: 'only what the ledger had recorded by then' }

export const looking: readonly CommandEntry[] = [
  {
    name: 'list',
    summary: 'list a read model',
    arguments: [{ name: '<read-model>', text: 'incident-queue, agreements, service-level-status …; see: status' }],
    options: [
      {
        flags: '--where <field=value>',
        text: 'only rows like this; also >= > <= < and ^= (begins with)',
        repeated: true,
      },
      { flags: '--sort <field>', text: 'in this order; -field is descending', repeated: true },
      { flags: '--limit <n>', text: 'rows at most, 1 to 10,000', fallback: '20' },
      { flags: '--after <cursor>', text: 'the page after: "next" of the page before' },
      { flags: '--as-of <instant>', text: 'the incident queue as it was at this time' },
    ],
    examples: [
      ['list incident-queue --where priority=2 --sort reportedAt', 'open incidents of priority 2, oldest first'],
      ['list incident-queue --as-of 2016-04-01', 'the queue as of 1 April 2016, 00:00 UTC'],
      ['list incident-details --where status=Cancelled --limit 5 --json', 'all tickets are in incident-details'],
    ],
    load: () => import('../commands/list.ts'),
  },
  {
    name: 'show',
    summary: 'show one incident, now or as it was',
    arguments: [{ name: '<id>', text: 'number of the incident' }],
    options: [asOf, knownAt],
    examples: [
      ['show INC0000045', 'as it stands'],
      ['show INC0000045 --as-of 2016-02-29T03:00Z', 'as it stood at that time'],
    ],
    load: () => import('../commands/show.ts'),
  },
  {
    name: 'history',
    summary: 'tell what happened to an incident, in order; or show any stream as it is stored',
    arguments: [
      { name: '<id>', text: 'number of the incident; with --stored any stream, such as agreement-mail-gold' },
    ],
    options: [{ flags: '--stored', text: 'the events themselves, as they are stored' }],
    examples: [
      ['history INC0000045', 'who did what, when, from what to what'],
      ['history INC0000045 --stored --json', 'its events, one JSON object'],
      ['history service-level-clock-INC0000045.resolve --stored', 'the events of a clock'],
    ],
    ownEvents: true,
    load: () => import('../commands/history.ts'),
  },
  {
    name: 'diff',
    summary: 'show what changed in an incident between two instants',
    arguments: [{ name: '<id>', text: 'number of the incident' }],
    options: [
      { flags: '--from <instant>', text: 'the earlier one' },
      { flags: '--to <instant>', text: 'the later one' },
    ],
    examples: [['diff INC0000045 --from 2016-02-29T02:00Z --to 2016-03-05', 'field by field']],
    load: () => import('../commands/diff.ts'),
  },
]
