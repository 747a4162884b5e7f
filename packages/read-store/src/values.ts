import type { Scalar } from './port.ts'

/** A scalar as stores compare it: truth as 0 or 1; what is missing, and what is no scalar, as null. */
export type Value = null | number | string

/** Half a surrogate pair has no UTF-8 form: it is compared as U+FFFD, which is what stores make of it. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\uFFFD')

const valueOf = (field: unknown): Value => {
  if (typeof field === 'string') return field
  if (typeof field === 'boolean') return field ? 1 : 0
  return typeof field === 'number' && Number.isFinite(field) ? field : null
}

/** A scalar that a person or program gave, as stores compare it. */
export const comparable = (scalar: Scalar): Value => (typeof scalar === 'string' ? wellFormed(scalar) : valueOf(scalar))

const inside = (parent: unknown, name: string): unknown =>
  typeof parent === 'object' && parent !== null && !Array.isArray(parent) && Object.hasOwn(parent, name)
    ? (parent as Readonly<Record<string, unknown>>)[name]
    : undefined

/**
 * Reads one field of many documents. Lists are not entered; an own member alone is a field, whatever its name.
 * Null where there is none, and where it is an object or a list.
 */
export const fieldReader = (path: string): ((document: object) => Value) => {
  const [first = '', ...rest] = path.split('.')
  return rest.length === 0
    ? (document) => valueOf(inside(document, first))
    : (document) => valueOf(rest.reduce(inside, inside(document, first)))
}

/** UTF-16 puts the halves of a pair before U+E000 to U+FFFF; UTF-8 puts what they make after them. */
const byteOrder = (unit: number) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)

const compareTexts = (a: string, b: string): number => {
  const most = Math.min(a.length, b.length)
  for (let i = 0; i < most; i++) {
    const left = a.charCodeAt(i)
    const right = b.charCodeAt(i)
    if (left !== right) return byteOrder(left) - byteOrder(right)
  }
  return a.length - b.length
}

const kindOf = (value: Value) => (value === null ? 0 : typeof value === 'number' ? 1 : 2)

/** Below 0 when `a` comes before `b`: null, then numbers, then texts by their UTF-8 bytes. */
export const compareValues = (a: Value, b: Value): number => {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return kindOf(a) - kindOf(b)
}

const LAST = 0x10ffff
const following = (character: string): string => {
  const point = character.codePointAt(0) ?? 0
  return String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1)
}

/** The first text after all that begin like this; undefined: none comes after them. */
export const textAfterPrefix = (prefix: string): string | undefined => {
  const characters = Array.from(prefix)
  const end = characters.findLastIndex((character) => character.codePointAt(0) !== LAST)
  return end < 0 ? undefined : characters.slice(0, end).join('') + following(characters[end] ?? '')
}
