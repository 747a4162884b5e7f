import type { IncidentDetails } from '@deskledger/practices/incident'
import { shownInstant } from '@deskledger/nouns'
import type { Context } from '../context.ts'
import { facts } from '../words/table.ts'

const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)

const shownScalar = (value: unknown): string => {
  if (typeof value === 'string') return isInstant(value) ? `${shownInstant(value)} UTC` : value
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : JSON.stringify(value)
}

/** A value of a ticket in a line. */
export const shownValue = (value: unknown): string => {
  if (value === null || value === undefined) return '-'
  if (typeof value !== 'object') return shownScalar(value)
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map(shownValue).join('; ')
  return Object.entries(value)
    .filter(([, member]) => member !== null)
    .map(([name, member]) => `${name} ${shownValue(member)}`)
    .join(', ')
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

const spaced = (name: string): string => {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const long = new Set(['incidentId', 'description', 'imported'])

const indented = (text: string): string => text.replace(/^/gm, '  ')

const importLines = (context: Context, { imported }: IncidentDetails): readonly string[] => {
  if (imported === null) return []
  const { source, row, fields, finals, forbiddenSteps } = imported
  const kept = [...Object.entries(fields), ...Object.entries(finals)].filter(([, value]) => value !== null)
  const head = `Imported from ${source}, ${row} rows so far, ${forbiddenSteps} steps that a rule forbids. Columns as they stand:`
  return [
    '',
    head,
    ...(kept.length > 0
      ? [
          indented(
            facts(
              context,
              kept.map(([name, value]) => [name, value ?? '-']),
            ),
          ),
        ]
      : []),
  ]
}

/** One ticket, a line for each field that says something. */
export const shownDetails = (context: Context, details: IncidentDetails): string => {
  const pairs = Object.entries(details)
    .filter(([name, value]) => !long.has(name) && !isEmpty(value))
    .map(([name, value]) => [spaced(name), shownValue(value)] as const)
  const { description } = details
  return [
    facts(context, [['Incident', details.incidentId], ...pairs]),
    ...(description === null ? [] : ['', indented(description)]),
    ...importLines(context, details),
  ].join('\n')
}
