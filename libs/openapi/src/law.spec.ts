import { Body, decodeStrictly, Title, type Mistake } from '@deskledger/kernel'
import { register } from '@deskledger/register'
import { arbitraryOf, chance } from '@deskledger/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { validatorOf } from './fuzz/validating.ts'
import { valueOf } from './fuzz/values.ts'
import type { JsonSchema } from './json-schema.ts'
import { schemaOf } from './schema-of.ts'
import { wideWords } from './wide-words.spec.kit.ts'

const messages = register.flatMap(({ commands, events }) => [
  ...Object.entries<t.Mixed>(commands),
  ...Object.entries<t.Mixed>(events),
])

const made = (codec: t.Mixed): JsonSchema => {
  const schema = schemaOf(codec)
  if (E.isLeft(schema)) throw new Error(schema.left)
  return schema.right
}

const nothing = { components: { schemas: {} } }
const validate = validatorOf(nothing)
const source = { ...nothing, known: {}, validate }

const at = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((inside, step) => (inside as Readonly<Record<string, unknown>>)[step], value)

/** All that the decoder refuses and JSON Schema cannot say. */
const reasons: readonly (readonly [string, (text: string) => boolean])[] = [
  ['a length in UTF-16 code units, where schemas count characters', (text) => text.length > Array.from(text).length],
  ['half of a surrogate pair, which few patterns can name', (text) => /\p{Cs}/u.test(text)],
  ['a body in bytes of UTF-8', (text) => text.length <= 65_536 && Buffer.byteLength(text) > 65_536],
]

const unexplained = (value: unknown, mistakes: readonly Mistake[]): readonly Mistake[] =>
  mistakes.filter(({ pointer }) => {
    const wrong = at(value, pointer)
    return typeof wrong !== 'string' || !reasons.some(([, explains]) => explains(wrong))
  })

describe('the schema and the decoder of a message', () => {
  it('are there for every command and every event of every practice', () => {
    expect(messages.map(([type]) => type)).toEqual(expect.arrayContaining(['RaiseIncident', 'ClockStarted']))
    expect(messages.flatMap(([type, codec]) => (E.isLeft(schemaOf(codec)) ? [type] : []))).toEqual([])
  })

  it('part ways where the reasons say so', () => {
    const parted = [
      [Title, '🖨'.repeat(150)],
      [Body, '€'.repeat(30_000)],
      [Title, 'x\ud800x'],
    ] as const
    for (const [codec, text] of parted) {
      expect(validate(made(codec), text)).toEqual([])
      expect(E.isLeft(decodeStrictly(codec, text))).toBe(true)
      expect(reasons.filter(([, explains]) => explains(text))).toHaveLength(1)
    }
  })

  it.each(messages)('%s: what the codec accepts, the schema accepts', (_type, codec) => {
    const schema = made(codec)
    fc.assert(
      fc.property(arbitraryOf(codec, wideWords), (value) => {
        const sent: unknown = JSON.parse(JSON.stringify(value))
        expect(validate(schema, sent)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it.each(messages)('%s: what the schema accepts, the decoder accepts, but for the reasons listed', (_type, codec) => {
    const schema = made(codec)
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const value = valueOf(schema, source, chance(seed))
        expect(validate(schema, value)).toEqual([])
        const decoded = decodeStrictly(codec, value)
        expect(E.isLeft(decoded) ? unexplained(value, decoded.left) : []).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})
