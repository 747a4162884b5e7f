import { incidentCommands, type IncidentCommand } from '@deskledger/practices/incident'
import type { CommandEntry, OptionEntry } from '../catalogue/entry.ts'
import { askVerb } from './ask-verb.ts'
import { optionsOf } from './field-options.ts'
import { fieldsOf } from './fields.ts'
import { generated, lookedUp } from './filled-in.ts'
import { verbWords } from './verb-words.ts'

const identity: readonly OptionEntry[] = [
  { flags: '--by <person>', text: 'who does it', fallback: 'your user name' },
  { flags: '--at <instant>', text: 'when it happened', fallback: 'now' },
  { flags: '--command-id <uuid>', text: 'identity of the command: asked twice, it has one effect' },
]

const entryOf = (type: IncidentCommand['type']): CommandEntry => {
  const { verb, summary, example } = verbWords[type]
  const raises = type === 'RaiseIncident'
  const filled = new Set([...generated, ...(lookedUp[type] ?? [])])
  const fields = fieldsOf(incidentCommands[type]).map((field) =>
    filled.has(field.name) ? { ...field, needed: false } : field,
  )
  const typed = ['incident', verb, ...(raises ? [] : ['INC0000001']), example].filter((part) => part !== '').join(' ')
  return {
    name: verb,
    summary,
    arguments: [{ name: raises ? '[id]' : '<id>', text: 'number of the incident' }],
    options: [...fields.flatMap(optionsOf), ...identity],
    examples: [[typed, summary]],
    load: () => Promise.resolve({ run: askVerb(type) }),
  }
}

/** `incident <verb>` for every command of the practice, made from its codec. */
export const verbEntries = (): readonly CommandEntry[] =>
  (Object.keys(verbWords) as IncidentCommand['type'][]).map(entryOf)
