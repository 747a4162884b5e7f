import { verbEntries } from '../asking/verb-entries.ts'
import type { CommandEntry } from '../catalogue/entry.ts'
import type { NounName } from './noun.ts'
import { nouns } from './nouns.ts'

/** Everything that can be said of a noun: its verbs. */
export const entriesOf = (name: NounName): readonly CommandEntry[] => verbEntries(nouns[name])
