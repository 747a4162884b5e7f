import { asking } from './asking.ts'
import { counting } from './counting.ts'
import type { CommandEntry } from './entry.ts'
import { feeding } from './feeding.ts'
import { keeping } from './keeping.ts'
import { looking } from './looking.ts'
import { serving } from './serving.ts'

/** A group of commands under a heading of the help. */
interface Chapter {
  readonly heading: string
  readonly entries: readonly CommandEntry[]
}

/** Every command but those of `incident`, in the order of the help. */
export const chapters: readonly Chapter[] = [
  { heading: 'Feed it:', entries: feeding },
  { heading: 'Ask for a change:', entries: asking },
  { heading: 'Look at tickets:', entries: looking },
  { heading: 'Count:', entries: counting },
  { heading: 'Look after it:', entries: keeping },
  { heading: 'Serve it:', entries: serving },
]
