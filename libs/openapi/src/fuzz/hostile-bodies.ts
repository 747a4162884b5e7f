import type { Json } from '@deskledger/kernel'
import { below, type Chance } from '@deskledger/testing'
import { bodyOf, type Draft } from './draft.ts'
import type { Source } from './values.ts'

/** Bytes to be sent as a body of JSON, and what they are in words. */
export interface HostileBody {
  readonly bytes: Buffer
  readonly why: string
  readonly forbidden: boolean
}

const NEVER_JSON: readonly string[] = [
  ...[
    '',
    ' ',
    '{',
    '}',
    '[',
    '{"a":1,}',
    "{'a':1}",
    '{a:1}',
    '{"a":1}{"b":2}',
    '{"a":1',
    '"',
    '{"a":"\\x"}',
    '{"a":"\n"}',
  ],
  ...[
    'undefined',
    'NaN',
    'Infinity',
    '{"a":NaN}',
    '{"a":01}',
    '{"a":+1}',
    '{"a":.5}',
    '// no',
    '<a/>',
    'a=1&b=2',
    'nul',
  ],
]
const MOST_BYTES = 1_048_576
const DEEP = 100_000
const MANY = 100_000

const once = <Value>(make: () => Value): (() => Value) => {
  const made: Value[] = []
  return () => {
    const [value = make()] = made
    if (made.length === 0) made.push(value)
    return value
  }
}

const deepList = once(() => Buffer.from(`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`))
const deepObject = once(() => Buffer.from(`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`))
const deepUnclosed = once(() => Buffer.from('['.repeat(DEEP)))
const manyKeys = once(() =>
  Buffer.from(`{${Array.from({ length: MANY }, (_, index) => `"${index.toString(36)}":0`).join(',')}}`),
)
const manyElements = once(() => Buffer.from(`[${Array.from({ length: MANY }, () => '0').join(',')}]`))
const longText = once(() => Buffer.from(JSON.stringify('x'.repeat(MOST_BYTES - 100))))
const tooLong = once(() => Buffer.from(JSON.stringify({ text: 'x'.repeat(MOST_BYTES) })))
const longNumber = once(() => Buffer.from(`{"a":${'9'.repeat(100_000)}}`))

/** What costs a server much, if it lets it: sent seldom. */
const heavy: readonly (readonly [string, () => Buffer])[] = [
  ['100,000 lists in each other', deepList],
  ['100,000 objects in each other', deepObject],
  ['100,000 lists begun', deepUnclosed],
  ['100,000 members', manyKeys],
  ['100,000 elements', manyElements],
  ['a text of nearly 1 MiB', longText],
  ['more than 1 MiB', tooLong],
  ['a number of 100,000 digits', longNumber],
]

const isRecord = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const heavyBody = (random: Chance): HostileBody => {
  const [why, make] = heavy[below(random, heavy.length)] ?? ['a list', deepList]
  return { bytes: make(), why, forbidden: true }
}

const notJson = (random: Chance): HostileBody => {
  const text = NEVER_JSON[below(random, NEVER_JSON.length)] ?? '{'
  return { bytes: Buffer.from(text), why: `no JSON: ${text}`, forbidden: true }
}

const cutShort = (text: string, random: Chance): HostileBody => ({
  bytes: Buffer.from(text.slice(0, -1 - below(random, Math.max(1, text.length - 1)))),
  why: 'JSON that ends too soon',
  forbidden: true,
})

/** Bytes that are never in UTF-8, within a text of the body. @source RFC 3629, 1 and 3 */
const notUtf8 = (text: string, random: Chance): HostileBody => {
  const bad = [[0xff], [0xc3, 0x28], [0xe2, 0x82], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]]
  const bytes = Buffer.from(bad[below(random, bad.length)] ?? [0xff])
  const at = text.indexOf(':"')
  const [before, after] = at < 0 ? ['"', '"'] : [text.slice(0, at + 2), text.slice(at + 2)]
  return {
    bytes: Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]),
    why: `bytes that are no UTF-8: ${bytes.toString('hex')}`,
    forbidden: true,
  }
}

/** A member before all others, as it is spelt; what it does to the schema is for `judged` to say. */
const spelt = (text: string, member: string): string =>
  text.replace(/^\{(?="|\})/, (brace) => `${brace}${member}${text === '{}' ? '' : ','}`)

const members: readonly (readonly [string, string])[] = [
  ['a member __proto__', '"__proto__":{"admin":true}'],
  ['a member __proto__, escaped', '"\\u005f_proto__":{"admin":true}'],
  ['a member constructor with a prototype', '"constructor":{"prototype":{"admin":true}}'],
  ['a member toString', '"toString":"x"'],
  ['a member without a name', '"":0'],
]

const numbers = [
  '1e999',
  '-1e999',
  '9007199254740993',
  '1e308',
  '5e-400',
  '-0',
  '1E+2',
  '0.1e1',
  '123456789012345678901234567890',
]

/** Each number, or a text where there is none, is one that few programs read as it is meant. */
const oddNumber = (text: string, random: Chance): string => {
  const number = numbers[below(random, numbers.length)] ?? '1e999'
  const found = [...text.matchAll(/(?<=[:[,])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?=[,}\]])/g)]
  const one = found[below(random, Math.max(1, found.length))]
  if (one) return `${text.slice(0, one.index)}${number}${text.slice(one.index + one[0].length)}`
  return text.replace(/:"(?:[^"\\]|\\.)*"/, () => `:${number}`)
}

const read = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Bytes that are JSON: forbidden if the schema says so, but for numbers, which programs read as they can. */
const judged = (text: string, why: string, { draft, source }: Aim): HostileBody => {
  const body = bodyOf(draft.route)
  const forbidden = body !== undefined && source.validate(body.schema, read(text)).length > 0
  return { bytes: Buffer.from(text), why, forbidden }
}

/** What is aimed at: a request that is allowed, and the schemas by which it is. */
export interface Aim {
  readonly draft: Draft
  readonly source: Source
}

type Way = (text: string, aim: Aim, random: Chance) => HostileBody

const ways: readonly Way[] = [
  (_text, _aim, random) => notJson(random),
  (text, _aim, random) => cutShort(text, random),
  (text, _aim, random) => notUtf8(text, random),
  (text, aim, random) => {
    const [why, member] = members[below(random, members.length)] ?? ['a member', '"":0']
    return judged(spelt(text, member), why, aim)
  },
  (text, aim, random) => judged(oddNumber(text, random), 'a number that few programs read as it is meant', aim),
  (text) => ({ bytes: Buffer.from(`\ufeff${text}`), why: 'a byte order mark before the JSON', forbidden: false }),
  (text, aim) => {
    const member = isRecord(aim.draft.body) ? Object.entries(aim.draft.body)[0] : undefined
    return judged(member ? spelt(text, `${JSON.stringify(member[0])}:null`) : text, 'a member twice', aim)
  },
  (text, aim) => judged(`${' '.repeat(10_000)}${text}${'\n'.repeat(10_000)}`, 'much white space', aim),
]

const HEAVY_PERCENT = 10

/** A body that means harm: no JSON, no UTF-8, deep, long, or with names and numbers that programs trip over. */
export const hostileBody = (aim: Aim, random: Chance): HostileBody => {
  if (random() * 100 < HEAVY_PERCENT) return heavyBody(random)
  const way = ways[below(random, ways.length)] ?? ((_text, _aim, one) => notJson(one))
  return way(JSON.stringify(aim.draft.body ?? {}), aim, random)
}
