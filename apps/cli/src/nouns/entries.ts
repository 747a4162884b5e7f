import { type NounName, nouns } from '@deskledger/nouns'
import { verbEntries } from '../asking/verb-entries.ts'
import type { CommandEntry } from '../catalogue/entry.ts'
import { calendarEntries } from './business-calendar/entries.ts'
import { lookEntries } from './look-entries.ts'

/** Everything that can be said of a noun: how to look at one, what else to ask of it, and its verbs. */
export const entriesOf = (name: NounName): readonly CommandEntry[] => [
  ...lookEntries(nouns[name]),
  ...(name === 'business-calendar' ? calendarEntries : []),
  ...verbEntries(nouns[name]),
]
