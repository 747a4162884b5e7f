import type * as t from 'io-ts'
import {
  incidentCommands,
  incidentEvents,
  incidentExamples,
  incidentPractice,
  permissions,
} from '@deskledger/practices/incident'
import { flagOf } from '../../asking/field-options.ts'
import { verbWords } from '../../asking/verb-words.ts'
import { docstringsIn } from './docstrings.ts'
import { membersTable } from './types.ts'

const COMMON = new Set(['type', 'incidentId', 'by', 'at'])

const words = `Forms of values: \`Title\` is one trimmed line of 1 to 200 characters, \`Body\` trimmed text of up to 64 KiB,
\`Instant\` a UTC time such as \`2025-03-01T09:30:00.000Z\`, \`Count\` a whole number from 0, \`Level\` and \`Priority\` are
numbers from 1 (high). \`PersonId\`, \`GroupId\` and \`ReferenceId\` are whatever the organisation calls them, on one line.`

const example = (value: unknown): readonly string[] => ['```json', JSON.stringify(value, null, 2), '```']

const docOf = (docs: ReadonlyMap<string, string>, type: string): string => {
  const text = docs.get(type)
  if (text === undefined || text === '') throw new Error(`${type} has no docstring: say what it means above its codec`)
  return text
}

const commandPart = (docs: ReadonlyMap<string, string>) => (type: keyof typeof incidentCommands) => {
  const codec: t.Mixed = incidentCommands[type]
  return [
    `## ${type}`,
    '',
    docOf(docs, type),
    '',
    `Command line: \`deskledger incident ${verbWords[type].verb}\`. May be asked by: ${permissions[type].join(', ')}.`,
    '',
    ...membersTable(codec, COMMON),
    '',
    ...example(incidentExamples.commands[type]),
    '',
  ]
}

/** The commands of the incident practice, from their codecs. */
export const commandsPage = (): string => {
  const docs = docstringsIn('packages/practices/src/incident/commands')
  const types = Object.keys(incidentCommands) as (keyof typeof incidentCommands)[]
  return [
    '# Commands of incidents',
    '',
    'What may be asked. Every command says `type`, `incidentId`, `by` (who asks) and `at` (when it happened). Unknown fields',
    `are refused. On the command line a field such as \`confidentialTo\` is the option \`${flagOf('confidentialTo')}\`.`,
    '',
    words,
    '',
    ...types.flatMap(commandPart(docs)),
  ].join('\n')
}

const eventPart = (docs: ReadonlyMap<string, string>) => (type: keyof typeof incidentEvents) => {
  const codec: t.Mixed = incidentEvents[type]
  return [
    `## ${type}`,
    '',
    docOf(docs, type),
    '',
    `Written in version ${incidentPractice.schemaVersions[type]}.`,
    '',
    ...membersTable(codec, COMMON),
    '',
    ...example(incidentExamples.events[type]),
    '',
  ]
}

/** The events of the incident practice, from their codecs. */
export const eventsPage = (): string => {
  const docs = docstringsIn('packages/practices/src/incident/events')
  const types = Object.keys(incidentEvents) as (keyof typeof incidentEvents)[]
  return [
    '# Events of incidents',
    '',
    'What may have happened: the stored format. It is only ever added to. Every event says `type`, `incidentId`, `by` and `at`;',
    'where something changed it says from what and to what. Nothing is left out: what is not there is `null`.',
    '',
    words,
    '',
    ...types.flatMap(eventPart(docs)),
  ].join('\n')
}
