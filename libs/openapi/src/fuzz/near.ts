import type { Json } from '@deskledger/kernel'
import { below, type Chance } from '@deskledger/testing'
import { anyOf, often, oneOf } from './chance.ts'
import { isHeaderText, type Draft } from './draft.ts'
import { parametersIn } from './routes.ts'

/** A change to a request, in words, and the request after it. */
export interface Change {
  readonly draft: Draft
  readonly why: string
}

type Path = readonly (string | number)[]

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

/** Every place in a value, the whole first. */
const placesIn = (value: Json): readonly Path[] => {
  if (value === null || typeof value !== 'object') return [[]]
  const inside: readonly (readonly [string | number, Json])[] = isList(value)
    ? value.map((one, index) => [index, one] as const)
    : Object.entries(value)
  return [[], ...inside.flatMap(([name, one]) => placesIn(one).map((path) => [name, ...path]))]
}

/** A value with one place changed; undefined there takes the member away. */
const changed = (value: Json, [step, ...rest]: Path, change: (value: Json) => Json | undefined): Json | undefined => {
  if (step === undefined) return change(value)
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) {
    const made = value.flatMap((one, index) => (index === step ? (changed(one, rest, change) ?? []) : [one]))
    return made
  }
  const entries = Object.entries(value).flatMap(([name, one]) => {
    const made = name === step ? changed(one, rest, change) : one
    return made === undefined ? [] : [[name, made] as const]
  })
  return Object.fromEntries(entries)
}

const strangers: readonly Json[] = [
  ...[null, true, false, 0, -1, 1.5, 1e21, 2 ** 53, -(2 ** 53), 1e-7, '', ' ', 'null', '0', '2025-02-30T00:00:00.000Z'],
  ...['x'.repeat(101), 'x'.repeat(201), 'é'.repeat(40_000), 'x'.repeat(65_537), 'a\u0000b', '\ud800', '\u2028'],
  ...[[], {}, [[]], [null], { type: 'x' }, ['x', 'x']],
]

const withMember = (name: string) => (value: Json) =>
  value !== null && typeof value === 'object' && !isList(value)
    ? Object.fromEntries([...Object.entries(value), [name, 'x'] as const])
    : [value]

const twisted = (value: Json): Json => {
  if (typeof value === 'string') return `${value} `
  if (typeof value === 'number') return value + 0.5
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  return value === null ? 'null' : { value }
}

/** What may be done to a value at a place. */
const changes: readonly [string, (value: Json, random: Chance) => Json | undefined][] = [
  ['is left out', () => undefined],
  ['is something else', (_value, random) => anyOf(random, strangers)],
  ['is something else', (_value, random) => anyOf(random, strangers)],
  ['is slightly off', twisted],
  ['has a member more', withMember('stranger')],
  ['has a member called constructor', withMember('constructor')],
  ['is in a list', (value) => [value]],
  ['is a text', (value) => JSON.stringify(value)],
  ['is there a thousand times', (value) => Array.from({ length: 1000 }, () => value)],
]

const brokenBody = (draft: Draft, body: Json, random: Chance): Change => {
  const path = anyOf(random, placesIn(body)) ?? []
  const [what, change] = changes[below(random, changes.length)] ?? ['stays', (value: Json) => value]
  return {
    draft: { ...draft, body: changed(body, path, (value) => change(value, random)) },
    why: `the body ${path.map((step) => `/${step}`).join('')} ${what}`,
  }
}

const oddTexts = [
  ...[
    '',
    ' ',
    '-1',
    '0',
    '501',
    '1e3',
    '1.5',
    'NaN',
    'null',
    'undefined',
    'true',
    '[]',
    '{}',
    '../../etc/passwd',
    '%00',
  ],
  ...[
    "' or 1=1 --",
    '2025-02-30T00:00:00.000Z',
    '99999999999999999999',
    'x'.repeat(2000),
    '🖨',
    '\u0000',
    'a\nb',
    '*',
    '"0"',
    'W/"0"',
  ],
]

const swapped = (pairs: Draft['query'], name: string, text: string) => [
  ...pairs.filter(([one]) => one !== name).map(([one, value]) => [one, value] as const),
  [name, text] as const,
]

const oddPath = (draft: Draft, random: Chance): Change => {
  const [name] = anyOf(random, draft.inPath) ?? ['']
  const text = anyOf(random, oddTexts.slice(1)) ?? 'x'
  const inPath = name === '' ? draft.inPath : swapped(draft.inPath, name, text)
  return { draft: { ...draft, inPath }, why: `${name} in the path is ${JSON.stringify(text).slice(0, 40)}` }
}

const oddQuery = (draft: Draft, random: Chance): Change => {
  const name = anyOf(random, parametersIn(draft.route.operation, 'query'))?.name ?? 'stranger'
  const text = anyOf(random, oddTexts) ?? ''
  const query = often(random, 80)
    ? swapped(draft.query, name, text)
    : [...draft.query, [name, text] as const, [name, text] as const]
  return { draft: { ...draft, query }, why: `${name} in the query is ${JSON.stringify(text).slice(0, 40)}` }
}

const oddHeader = (draft: Draft, random: Chance): Change => {
  const name = anyOf(random, parametersIn(draft.route.operation, 'header'))?.name ?? 'x-stranger'
  const text = anyOf(random, oddTexts.filter(isHeaderText)) ?? 'x'
  return {
    draft: { ...draft, headers: { ...draft.headers, [name]: text } },
    why: `the header ${name} is ${text.slice(0, 40)}`,
  }
}

const lacking = (draft: Draft): Change => ({
  draft: { ...draft, query: [], headers: {}, body: undefined },
  why: 'nothing is said besides the path',
})

/** A request with one thing changed: what results may be allowed still. */
export const nearly = (draft: Draft, random: Chance): Change => {
  const { body } = draft
  if (body !== undefined && often(random, 75)) return brokenBody(draft, body, random)
  return oneOf(random, [oddPath, oddQuery, oddHeader, lacking])(draft, random)
}
