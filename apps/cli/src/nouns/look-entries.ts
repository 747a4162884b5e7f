import type { Noun } from '@deskledger/nouns'
import type { CommandEntry } from '../catalogue/entry.ts'
import { historyOf } from './history-of.ts'
import { showAgreement } from './agreement/show.ts'
import { showCalendar } from './business-calendar/show.ts'
import { showClock } from './service-level-clock/show.ts'
import type { Run } from '../context.ts'

const entriesWith = (noun: Noun, what: string, show: Run): readonly CommandEntry[] => [
  {
    name: 'show',
    summary: `show ${what} as it stands`,
    arguments: [{ name: '<id>', text: noun.idWords }],
    examples: [[`${noun.name} show ${noun.example}`, 'all that it says, for people; --json for programs']],
    load: () => Promise.resolve({ run: show }),
  },
  {
    name: 'history',
    summary: `tell what happened to ${what}, in order`,
    arguments: [{ name: '<id>', text: noun.idWords }],
    options: [{ flags: '--stored', text: 'the events themselves, as they are stored' }],
    examples: [
      [`${noun.name} history ${noun.example}`, 'who did what, when'],
      [`${noun.name} history ${noun.example} --stored --json`, 'its events, one JSON object'],
    ],
    ownEvents: true,
    load: () => Promise.resolve({ run: historyOf(noun) }),
  },
]

/** How one of a practice is looked at, beside its verbs. Incidents have `show` and `history` without a noun. */
export const lookEntries = (noun: Noun): readonly CommandEntry[] => {
  switch (noun.name) {
    case 'incident':
      return []
    case 'agreement':
      return entriesWith(noun, 'an agreement', showAgreement(noun))
    case 'business-calendar':
      return entriesWith(noun, 'a calendar', showCalendar(noun))
    case 'service-level-clock':
      return entriesWith(noun, 'a clock', showClock(noun))
  }
}
