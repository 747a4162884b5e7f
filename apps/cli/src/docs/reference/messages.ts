import type * as t from 'io-ts'
import { flagOf } from '../../asking/field-options.ts'
import { docstringsIn } from './docstrings.ts'
import { documented, type Documented } from './practices.ts'
import { membersTable, namedShapesIn, shapeLines } from './types.ts'

const words = `Forms of values: \`Title\` is one trimmed line of 1 to 200 characters, \`Body\` trimmed text of up to 64 KiB,
\`Instant\` a UTC time such as \`2025-03-01T09:30:00.000Z\`, \`LocalDate\` a day such as \`2025-12-25\`, \`Count\` a whole number
from 0, \`Level\` and \`Priority\` are numbers from 1 (high), \`Money\` is whole minor units of a currency (1250 is 12.50 EUR).
\`PersonId\`, \`GroupId\` and \`ReferenceId\` are whatever the organisation calls them, on one line. What is too long for a table
is named there and shown below it, under "Shapes".`

const example = (value: unknown): readonly string[] => ['```json', JSON.stringify(value, null, 2), '```']

const docOf = (docs: ReadonlyMap<string, string>, type: string): string => {
  const text = docs.get(type)
  if (text === undefined || text === '') throw new Error(`${type} has no docstring: say what it means above its codec`)
  return text
}

const commonOf = ({ noun }: Documented): ReadonlySet<string> => new Set(['type', noun.idField, 'by', 'at'])

const shapesPart = ({ title }: Documented, codecs: readonly t.Mixed[]): readonly string[] => {
  const shapes = codecs.flatMap(namedShapesIn)
  const byName = new Map(shapes.map((shape) => [shape.name, shape]))
  if (byName.size === 0) return []
  return [
    `### Shapes: ${title.toLowerCase()}`,
    '',
    ...[...byName.values()].flatMap((shape) => [`#### ${shape.name}`, '', ...shapeLines(shape), '']),
  ]
}

const commandPart = (practice: Documented, docs: ReadonlyMap<string, string>) => {
  const { noun, permissions, examples } = practice
  return ([type, codec]: readonly [string, t.Mixed]): readonly string[] => [
    `### ${type}`,
    '',
    docOf(docs, type),
    '',
    `Command line: \`deskledger ${noun.name} ${noun.verbs[type]?.verb ?? ''}\`. May be asked by: ${(permissions[type] ?? []).join(', ')}.`,
    '',
    ...membersTable(codec, commonOf(practice)),
    '',
    ...example(examples.commands[type]),
    '',
  ]
}

const commandsOf = (practice: Documented): readonly string[] => {
  const { title, noun, sources } = practice
  return [
    `## ${title}`,
    '',
    `All of them say \`type\`, \`${noun.idField}\`, \`by\` (who asks) and \`at\` (when it happened).`,
    '',
    ...Object.entries(noun.commands).flatMap(commandPart(practice, docstringsIn(sources.commands))),
    ...shapesPart(practice, Object.values(noun.commands)),
  ]
}

/** The commands of every practice, from their codecs. */
export const commandsPage = (): string =>
  [
    '# Commands',
    '',
    'What may be asked. Unknown fields are refused. On the command line a field such as `confidentialTo` is the option',
    `\`${flagOf('confidentialTo')}\`; one that is no plain value takes JSON, or \`@FILE\` with it. Why a command may be refused:`,
    '[refusals](refusals.md).',
    '',
    words,
    '',
    ...documented.flatMap(commandsOf),
  ].join('\n')

const eventPart = (practice: Documented, docs: ReadonlyMap<string, string>) => {
  const { schemaVersions, examples } = practice
  return ([type, codec]: readonly [string, t.Mixed]): readonly string[] => [
    `### ${type}`,
    '',
    docOf(docs, type),
    '',
    `Written in version ${schemaVersions[type] ?? 1}.`,
    '',
    ...membersTable(codec, commonOf(practice)),
    '',
    ...example(examples.events[type]),
    '',
  ]
}

const eventsOf = (practice: Documented): readonly string[] => {
  const { title, noun, events, sources } = practice
  return [
    `## ${title}`,
    '',
    `All of them say \`type\`, \`${noun.idField}\`, \`by\` and \`at\`. Streams are named \`${noun.name}-${noun.example}\`.`,
    '',
    ...Object.entries(events).flatMap(eventPart(practice, docstringsIn(sources.events))),
    ...shapesPart(practice, Object.values(events)),
  ]
}

/** The events of every practice, from their codecs. */
export const eventsPage = (): string =>
  [
    '# Events',
    '',
    'What may have happened: the stored format. It is only ever added to. Where something changed an event says from what and to',
    'what. Nothing is left out: what is not there is `null`.',
    '',
    words,
    '',
    ...documented.flatMap(eventsOf),
  ].join('\n')
