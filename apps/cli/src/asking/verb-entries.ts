import { generated, fieldsOf, type Noun, type VerbWords } from '@deskledger/nouns'
import { lookedUp } from '@deskledger/register'
import type { CommandEntry, OptionEntry } from '../catalogue/entry.ts'
import { askVerb } from './ask-verb.ts'
import { optionsOf } from './field-options.ts'

const identity: readonly OptionEntry[] = [
  { flags: '--by <person>', text: 'who does it', fallback: 'your user name' },
  { flags: '--at <instant>', text: 'when it happened', fallback: 'now' },
  { flags: '--command-id <uuid>', text: 'identity of the command: asked twice, it has one effect' },
]

const entryOf =
  (noun: Noun) =>
  ([type, { verb, summary, example }]: readonly [string, VerbWords]): CommandEntry => {
    const numbered = type === 'RaiseIncident'
    const filled = new Set([...generated, ...(lookedUp[type] ?? [])])
    const fields = fieldsOf(noun.commands[type], noun.idField).map((field) =>
      filled.has(field.name) ? { ...field, needed: false } : field,
    )
    const typed = [noun.name, verb, ...(numbered ? [] : [noun.example]), example].filter((part) => part !== '')
    return {
      name: verb,
      summary,
      arguments: [{ name: numbered ? '[id]' : '<id>', text: noun.idWords }],
      options: [...fields.flatMap(optionsOf), ...identity],
      examples: [[typed.join(' '), summary]],
      load: () => Promise.resolve({ run: askVerb(noun, type) }),
    }
  }

/** `incident <verb>`, `agreement <verb>` … for every command of a practice, made from its codec. */
export const verbEntries = (noun: Noun): readonly CommandEntry[] => Object.entries(noun.verbs).map(entryOf(noun))
