import type { NounName } from '@deskledger/nouns'
import type { CommandEntry } from './entry.ts'

/** Commands under one name, such as `incident raise`. `load` brings them in when somebody speaks of them. */
interface GroupEntry {
  readonly name: string
  readonly summary: string
  /** of the chapter it belongs to */
  readonly heading: string
  /** what follows the name, for the help of what is not loaded */
  readonly takes: readonly string[]
  readonly load: () => Promise<readonly CommandEntry[]>
}

const nounOf = (name: NounName, summary: string) => ({
  name,
  summary: `${summary}; "${name} --help" lists all verbs`,
  heading: 'Ask for a change:',
  takes: ['<verb>', '[id]'],
  load: async () => (await import('../nouns/entries.ts')).entriesOf(name),
})

const questions: GroupEntry = {
  name: 'service-levels',
  summary: 'what is due soon, compliance, penalties, gaps, what if; "service-levels --help" lists all questions',
  heading: 'Count:',
  takes: ['<question>'],
  load: async () => (await import('./service-levels.ts')).serviceLevels,
}

/** Every group of commands. */
export const groups: readonly GroupEntry[] = [
  nounOf('incident', 'raise, assign, resolve … an incident'),
  nounOf('agreement', 'draft, propose, bring into force … an agreement, or show one'),
  nounOf('business-calendar', 'define or revise a business calendar, import its holidays, show its openings'),
  nounOf('service-level-clock', 'correct a clock that flows run, or show one'),
  questions,
]
