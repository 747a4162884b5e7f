import { readFileSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import { nearest } from './names.ts'
import type { Given } from './origins.ts'

/** Values by the name of their setting, and what is wrong with the source itself: sentences. */
export interface Found {
  readonly given: Readonly<Record<string, Given>>
  readonly mistakes: readonly string[]
}

export const nothing: Found = { given: {}, mistakes: [] }
const mistake = (sentence: string): Found => ({ given: {}, mistakes: [sentence] })

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The content of a file, without the line break that editors put at the end. */
export const contentOf = (path: string): E.Either<string, string> =>
  E.tryCatch(() => readFileSync(path, 'utf8').replace(/\r?\n$/, ''), reasonOf)

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`

/** Where the reading of JSON stopped. What stood there is not repeated: it may be a password. */
const placeIn = (text: string, error: unknown): string => {
  const position = /position (\d+)/.exec(reasonOf(error))?.[1]
  if (position === undefined) return ''
  return ` from line ${text.slice(0, Number(position)).split('\n').length} on`
}

const parsed = (path: string, text: string): E.Either<string, object> => {
  try {
    const value = JSON.parse(text) as unknown
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return E.right(value)
    return E.left(
      `The settings file ${path} holds ${kindOf(value)}. One JSON object is expected, such as {"events":"events.db","views":"views.db"}.`,
    )
  } catch (error) {
    return E.left(
      `The settings file ${path} is no JSON${placeIn(text, error)}. One object is expected, such as {"events":"events.db","views":"views.db"}.`,
    )
  }
}

const unknownKey = (path: string, key: string, known: readonly string[]): string => {
  const meant = nearest(key, known)
  return `The settings file ${path} has the key "${key}", which is no setting. ${meant === undefined ? `There are: ${known.join(', ')}.` : `Did you mean "${meant}"?`}`
}

const notAText = (path: string, key: string, value: unknown): string =>
  `The settings file ${path} has ${kindOf(value)} under the key "${key}". Write a text or a number there, or leave the key out.`

/** Reads a settings file: one JSON object whose keys are names of settings. */
export const readSettingsFile = (path: string, namedBy: string, known: readonly string[]): Found => {
  const text = contentOf(path)
  if (E.isLeft(text))
    return mistake(
      `The settings file ${path}, named by ${namedBy}, cannot be read (${text.left}). Check its path and permissions.`,
    )
  const object = parsed(path, text.right)
  if (E.isLeft(object)) return mistake(object.left)
  const given: Record<string, Given> = {}
  const mistakes: string[] = []
  for (const [key, value] of Object.entries(object.right) as [string, unknown][]) {
    if (!known.includes(key)) mistakes.push(unknownKey(path, key, known))
    else if (typeof value === 'string' || typeof value === 'number')
      given[key] = { text: String(value), origin: { from: 'file', path, key } }
    else mistakes.push(notAText(path, key, value))
  }
  return { given, mistakes }
}
