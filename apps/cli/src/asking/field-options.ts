import { readFileSync } from 'node:fs'
import type { Field } from '@deskledger/nouns'
import type { OptionEntry } from '../catalogue/entry.ts'
import type { Options } from '../context.ts'
import { misuse } from '../stop.ts'
import { instantIn } from '../words/instant.ts'

const forms: Readonly<Record<string, string>> = {
  Title: 'a line of up to 200 characters',
  Body: 'text of up to 64 KiB',
  PersonId: 'a person',
  GroupId: 'a group',
  IncidentId: 'the number of an incident',
  ReferenceId: 'a reference',
  TicketId: 'the number of a ticket',
  LocalDate: 'a day, as 2025-03-01',
  Count: 'a whole number',
  Sha256: 'in lower-case hexadecimal',
  Day: 'a day, as 2025-03-01',
  Instant: 'a point in time',
}

const placeholders: Readonly<Record<Field['kind'], string>> = {
  text: '<text>',
  number: '<n>',
  boolean: '',
  instant: '<instant>',
  list: '<text>',
  json: '<json>',
}

/** `confidentialTo` as `--confidential-to`. */
export const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

const textOf = ({ kind, choices, form, nullable, needed }: Field): string => {
  const what =
    choices.length > 0
      ? `one of ${choices.join(', ')}`
      : (forms[form] ?? (kind === 'json' ? 'as JSON, or @FILE to read it from a file' : ''))
  const more = [kind === 'list' ? 'may be repeated' : '', nullable ? '"null" for none' : '']
  return [needed ? 'needed' : '', what, ...more].filter((part) => part !== '').join('; ')
}

/** A field as options of the command line: two for yes and no. */
export const optionsOf = (field: Field): readonly OptionEntry[] => {
  const flag = flagOf(field.name)
  if (field.kind === 'boolean')
    return [
      { flags: flag, text: field.needed ? 'yes; this or its contrary is needed' : 'yes' },
      { flags: flag.replace('--', '--no-'), text: 'no' },
    ]
  return [
    {
      flags: `${flag} ${placeholders[field.kind]}`,
      text: textOf(field),
      ...(field.kind === 'list' ? { repeated: true } : {}),
    },
  ]
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const fileIn = (flag: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw misuse(`${flag}: ${file} cannot be read (${said(error)}). Name a file with one JSON value after the @.`)
  }
}

const jsonIn = (flag: string, text: string): unknown => {
  const file = text.startsWith('@') ? text.slice(1) : undefined
  const source = file === undefined ? text : fileIn(flag, file)
  try {
    return JSON.parse(source)
  } catch (error) {
    const advice = file === undefined ? 'Mind the quotes of your shell, or name a file as @FILE.' : 'Correct the file.'
    throw misuse(`${flag}: ${file ?? 'this'} is no JSON (${said(error)}). ${advice}`)
  }
}

const valueIn = (field: Field, text: string): unknown => {
  const flag = flagOf(field.name)
  if (field.nullable && text === 'null') return null
  if (field.kind === 'instant') return instantIn(text, flag)
  if (field.kind === 'json') return jsonIn(flag, text)
  // What is no number stays as it was typed, so that the refusal can show it.
  return field.kind === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

/** The members of a command that options give. */
export const membersIn = (fields: readonly Field[], options: Options): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    fields.flatMap((field): readonly (readonly [string, unknown])[] => {
      const value = options[field.name]
      if (typeof value === 'string') return [[field.name, valueIn(field, value)]]
      if (value !== undefined) return [[field.name, value]]
      return field.kind === 'list' && field.needed ? [[field.name, []]] : []
    }),
  )
