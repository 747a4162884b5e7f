import { Count, Instant, Level, Title, word } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { schemaOf } from './schema-of.ts'
import { words } from './words.ts'

const schema = (codec: t.Mixed) => E.getOrElseW((sentence: string) => sentence)(schemaOf(codec))

describe('the schema of a codec', () => {
  it('lists members, those that must be there, and forbids others', () => {
    const codec = t.exact(t.intersection([t.type({ a: t.string, b: t.unknown }), t.partial({ c: t.boolean })]))
    expect(schema(codec)).toEqual({
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string' }, b: {}, c: { type: 'boolean' } },
      additionalProperties: false,
    })
  })
  it('does not ask for a member that may be undefined', () => {
    expect(schema(t.strict({ a: t.union([t.string, t.undefined]) }))).toEqual({
      type: 'object',
      properties: { a: { type: 'string' } },
      additionalProperties: false,
    })
  })
  it.each([
    [t.literal('x'), { type: 'string', const: 'x' }],
    [t.literal(true), { type: 'boolean', const: true }],
    [Level, { type: 'integer', enum: [1, 2, 3] }],
    [t.keyof({ b: null, a: null }), { type: 'string', enum: ['b', 'a'] }],
    [t.union([t.literal(1), t.literal('x')]), { enum: [1, 'x'] }],
    [t.union([t.string, t.null]), { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    [t.readonlyArray(t.number), { type: 'array', items: { type: 'number' } }],
    [t.array(t.null), { type: 'array', items: { type: 'null' } }],
    [
      t.readonly(t.tuple([t.string, t.number])),
      { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false, minItems: 2, maxItems: 2 },
    ],
    [t.record(t.string, t.boolean), { type: 'object', additionalProperties: { type: 'boolean' } }],
  ])('says what it takes: %#', (codec: t.Mixed, expected) => {
    expect(schema(codec)).toEqual(expected)
  })
  it('takes the form of a brand from its codec, and the rest from the table of words', () => {
    expect(schema(Title)).toEqual({
      type: 'string',
      pattern: words['Title']?.pattern,
      minLength: 1,
      maxLength: 200,
      description: words['Title']?.description,
      examples: words['Title']?.examples,
    })
    expect(schema(Instant)).toMatchObject({ format: 'date-time', maxLength: 24, pattern: Instant.form?.pattern.source })
    expect(schema(Count)).toMatchObject({ type: 'integer', minimum: 0, maximum: 2 ** 53 - 1 })
    expect(schema(t.record(Title, t.null))).toMatchObject({ propertyNames: { maxLength: 200 } })
  })
  it('asks nothing of patterns that validators in other languages do not know', () => {
    const patterns = Object.values(words).flatMap(({ pattern = '' }) => pattern)
    expect(patterns.filter((pattern) => /\(\?[^:]|\\p/.test(pattern))).toEqual([])
  })
  it('has its keywords in one order', () => {
    expect(Object.keys(schema(Title))).toEqual(['description', 'type', 'pattern', 'minLength', 'maxLength', 'examples'])
  })
  it.each([
    [word('Colour', (text) => text === 'red'), 'The brand Colour is unknown here'],
    [word('toString', (text) => text === 'red'), 'The brand toString is unknown here'],
    [
      t.recursion<string>('Tree', () => t.string),
      'The codec Tree (RecursiveType) is of a kind that has no schema here',
    ],
    [t.strict({ a: t.Function }), 'The codec Function (FunctionType) is of a kind that has no schema here'],
    [t.record(t.keyof({ a: null }), t.string), 'are neither texts nor words'],
    [t.intersection([t.type({ a: t.string }), t.string]), 'is no object'],
    [new t.Type('Own', t.string.is, t.string.validate, t.identity), 'The codec Own (without a tag)'],
  ])('is refused with a sentence where there is none: %#', (codec: t.Mixed, sentence) => {
    expect(schema(codec)).toContain(sentence)
  })
})
