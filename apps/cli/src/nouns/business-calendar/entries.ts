import type { CommandEntry } from '../../catalogue/entry.ts'

/** What else can be asked of a business calendar. */
export const calendarEntries: readonly CommandEntry[] = [
  {
    name: 'openings',
    summary: 'the next times at which a calendar is open, with local times',
    arguments: [{ name: '<id>', text: 'id of the calendar' }],
    options: [
      { flags: '--from <instant>', text: 'from this time on', fallback: 'now' },
      { flags: '--limit <n>', text: 'openings at most, 1 to 10,000', fallback: '20' },
    ],
    examples: [['business-calendar openings berlin-office --from 2025-12-22', 'around Christmas']],
    json: 'calendarId, version, timeZone, from; openings: date, weekday, from, to, opens, closes, seconds',
    load: () => import('./openings.ts'),
  },
  {
    name: 'import-holidays',
    summary: 'add the holidays of an iCalendar file (.ics): its all-day events, with recurrence',
    arguments: [
      { name: '<id>', text: 'id of the calendar' },
      { name: '<file>', text: 'as calendar programs export it; "-" is standard input' },
    ],
    options: [
      { flags: '--from <year-or-day>', text: 'holidays from this year or day on: 2025, 2025-07-01' },
      { flags: '--to <year-or-day>', text: 'up to this year or day, which is in it' },
      { flags: '--dry-run', text: 'show what would be added, write nothing' },
      { flags: '--by <person>', text: 'who does it', fallback: 'your user name' },
      { flags: '--at <instant>', text: 'when it happened', fallback: 'now' },
      { flags: '--command-id <uuid>', text: 'identity of the command: asked twice, it has one effect' },
    ],
    examples: [
      ['business-calendar import-holidays berlin-office berlin.ics --from 2025 --to 2027', 'three years of holidays'],
      ['business-calendar import-holidays berlin-office berlin.ics --from 2025 --to 2025 --dry-run', 'look first'],
    ],
    json: 'calendarId, holidays, added, timedEvents, dryRun',
    load: () => import('./import-holidays.ts'),
  },
]
