import * as t from 'io-ts'
import { nearest } from './names.ts'

type Codec<A> = t.Type<A, string, string>

/** Reads a text; the reason follows the text, as in `"ten" is no whole number`. */
type Read<A> = (text: string) => { readonly value: A } | { readonly reason: string }

const codec = <A>(name: string, is: (value: unknown) => value is A, read: Read<A>): Codec<A> =>
  new t.Type(
    name,
    is,
    (text, context) => {
      const outcome = read(text)
      return 'value' in outcome ? t.success(outcome.value) : t.failure(text, context, outcome.reason)
    },
    (value) => String(value),
  )

const isNumber = (value: unknown): value is number => typeof value === 'number'
const isText = (value: unknown): value is string => typeof value === 'string'

const numberIn = (text: string, from: number, to: number): { value: number } | { reason: string } => {
  if (!/^-?\d+$/.test(text)) return { reason: 'is no whole number' }
  const value = Number(text)
  if (value < from) return { reason: 'is too small' }
  return value > to ? { reason: 'is too large' } : { value }
}

/** Whole numbers, both ends inclusive. */
export const wholeNumber = (from: number, to: number): Codec<number> =>
  codec('WholeNumber', isNumber, (text) => numberIn(text, from, to))

/** A port; 0 is any that is free, `none` is no port at all. */
export const port: Codec<number | 'none'> = codec(
  'Port',
  (value): value is number | 'none' => isNumber(value) || value === 'none',
  (text) => (text === 'none' ? { value: 'none' } : numberIn(text, 0, 65_535)),
)

/** A share of a whole, from 0 to 1. */
export const share: Codec<number> = codec('Share', isNumber, (text) =>
  /^(0|1|0?\.\d{1,9}|1\.0{1,9})$/.test(text) ? { value: Number(text) } : { reason: 'is no number from 0 to 1' },
)

/** A value as it was before it was percent-encoded; what was not encoded well stands as it is. */
const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Names and values, `name=value,name=value`, the values percent-encoded. What is wrong is told without what was written. */
export const pairs = (nameForm: RegExp): Codec<Readonly<Record<string, string>>> => {
  const isPairs = (value: unknown): value is Readonly<Record<string, string>> =>
    typeof value === 'object' && value !== null && Object.values(value).every(isText)
  return codec('Pairs', isPairs, (text) => {
    const all: [string, string][] = []
    for (const pair of text.split(',').filter((one) => one.trim() !== '')) {
      const [, name = '', value = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? []
      if (!nameForm.test(name) || /[\r\n\0]/.test(unescaped(value)))
        return { reason: 'has a part that is no pair such as name=value' }
      all.push([name, unescaped(value)])
    }
    return all.length === 0 ? { reason: 'has no pair' } : { value: Object.fromEntries(all) }
  })
}

export const oneOf = <const W extends string>(words: readonly W[]): Codec<W> => {
  const among = (text: unknown): text is W => words.some((word) => word === text)
  return codec('OneOf', among, (text) => {
    if (among(text)) return { value: text }
    const meant = nearest(text, words)
    return { reason: meant === undefined ? 'is not known' : `is not known (did you mean "${meant}"?)` }
  })
}

/** Texts of a form. */
export const matching = (form: RegExp, reason: string): Codec<string> =>
  codec('Text', isText, (text) => (form.test(text) ? { value: text } : { reason }))

/** Names of others, and which of these words each means: `theirs=ours, theirs=ours`. */
export const namesFor = <const W extends string>(words: readonly W[]): Codec<Readonly<Record<string, W>>> => {
  const meaning = oneOf(words)
  const isNames = (value: unknown): value is Readonly<Record<string, W>> =>
    typeof value === 'object' && value !== null && Object.values(value).every(meaning.is)
  return codec('Names', isNames, (text) => {
    const names: [string, W][] = []
    for (const pair of text.split(',')) {
      const [, theirs = '', ours = ''] = /^\s*([^=]+?)\s*=\s*(\S+)\s*$/.exec(pair) ?? []
      if (theirs === '')
        return { reason: `has "${pair.trim()}", which is no pair such as theirs=${words[0] ?? 'ours'}` }
      if (!meaning.is(ours))
        return { reason: `gives "${theirs}" the meaning "${ours}", which is none of ${words.join(', ')}` }
      names.push([theirs, ours])
    }
    return { value: Object.fromEntries(names) }
  })
}

/** What a store understands: schemes of its servers, and those that people mistake for them. */
interface Schemes {
  readonly own: readonly string[]
  readonly foreign: Readonly<Record<string, string>>
}

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i

const reasonOfScheme = (scheme: string, { own, foreign }: Schemes): string => {
  if (foreign[scheme] !== undefined) return foreign[scheme]
  const meant = nearest(scheme, own)
  return `begins with ${scheme}://, which no store here understands${meant === undefined ? '' : ` (did you mean ${meant}://?)`}`
}

/** A connection string of a server, or the path of a file. */
export const place = (schemes: Schemes): Codec<string> =>
  codec('Place', isText, (text) => {
    const scheme = SCHEME.exec(text)?.[1]
    if (scheme === undefined)
      return /^[a-z+]+:\/?[^/\\]*@/i.test(text)
        ? { reason: 'looks like a connection string without "://"' }
        : { value: text }
    if (!schemes.own.includes(scheme)) return { reason: reasonOfScheme(scheme, schemes) }
    return text.length === scheme.length + 3 ? { reason: 'names no server' } : { value: text }
  })
