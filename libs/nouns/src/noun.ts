import type * as t from 'io-ts'
import type { VerbWords } from './verb-words.ts'

/** The practices that commands are about. */
export type NounName = 'incident' | 'agreement' | 'business-calendar' | 'service-level-clock'

/** Something that commands are about: what the command line needs to know of its practice. */
export interface Noun {
  /** of the practice: streams are named `name-id` */
  readonly name: NounName
  /** of many: the path of URLs */
  readonly plural: string
  /** the member of commands and events that holds the id */
  readonly idField: string
  /** what the id is, to people */
  readonly idWords: string
  /** an id in examples */
  readonly example: string
  /** the command that begins one: it may make the ledger as well */
  readonly begins: string
  /** the read model that has one document for each id */
  readonly table: string
  readonly commands: Readonly<Record<string, t.Mixed>>
  readonly verbs: Readonly<Record<string, VerbWords>>
}
