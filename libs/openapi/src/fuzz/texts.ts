import { below, type Chance } from '@deskledger/testing'
import type { JsonSchema } from '../json-schema.ts'
import { anyOf, often, oneOf } from './chance.ts'
import type { Validate } from './validating.ts'

const digits = '0123456789'
const small = 'abcdefghijklmnopqrstuvwxyz'
const capital = small.toUpperCase()
const odd = [
  ...Array.from(' .,-_/\\"\'<>&%$#{}[]()'),
  'é',
  'ß',
  'Ж',
  '中',
  'ع',
  '\u0301',
  '\u200d',
  '\u202e',
  '🖨',
  '😀',
  '👩‍👩‍👧',
]
const white = [' ', '\u00a0', '\n', '\r\n', '\t', '\u2028', '\ufeff']
const everything: readonly string[] = [...Array.from(digits + small + capital), ...odd, ...odd, ...white]

const one = (random: Chance, characters: readonly string[]): string => anyOf(random, characters) ?? 'x'

const freely = (random: Chance, length: number): string =>
  Array.from({ length }, () => one(random, everything)).join('')

const kindOf = (character: string): readonly string[] => {
  const kind = [digits, small, capital].find((characters) => characters.includes(character))
  return kind === undefined ? [character] : Array.from(kind)
}

/** Another text of the same look: digits for digits, small letters for small ones; half of them stay. */
const alike = (random: Chance, text: string): string =>
  Array.from(text, (character) => (often(random, 50) ? character : one(random, kindOf(character)))).join('')

/** A text with a character more, less or other than before. */
const edited = (random: Chance, text: string): string => {
  const characters = Array.from(text)
  const at = below(random, characters.length + 1)
  return characters.toSpliced(at, below(random, 2), often(random, 70) ? one(random, everything) : '').join('')
}

const HUGE = 66_000

/** Up to what is allowed: mostly short, sometimes as long as may be, where that is not beyond all measure. */
const lengthFor = (random: Chance, { minLength = 0, maxLength = 40 }: JsonSchema): number => {
  const bound = often(random, 1) ? HUGE : often(random, 10) ? 300 : 12
  const most = Math.max(minLength, Math.min(maxLength, bound))
  return often(random, 10) ? most : minLength + below(random, most - minLength + 1)
}

const TRIES = 12

/** Samples of texts for schemas that give none. */
const usual: Readonly<Record<string, string>> = {
  date: '2025-03-01',
  'date-time': '2025-03-01T09:30:00.000Z',
  uuid: '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  'uri-reference': '/x',
}

const sampleOf = ({ examples = [], format = '', minLength = 1 }: JsonSchema, random: Chance): string => {
  const texts = examples.filter((example) => typeof example === 'string')
  return anyOf(random, texts) ?? usual[format] ?? 'x'.repeat(minLength)
}

/** A text that a schema allows; where its pattern is hard to meet by chance, one of its examples. */
export const textOf = (schema: JsonSchema, random: Chance, validate: Validate): string => {
  const sample = sampleOf(schema, random)
  for (let tries = 0; tries < TRIES; tries += 1) {
    const way = oneOf(random, [alike, edited, undefined])
    const text = way ? way(random, sample) : freely(random, lengthFor(random, schema))
    if (validate(schema, text).length === 0) return text
  }
  return sample
}
