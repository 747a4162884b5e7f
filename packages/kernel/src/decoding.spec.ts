import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { decodeMessage, decodeStrictly } from './decoding.ts'
import { Body, Instant, PersonId } from './words.ts'

const Note = t.strict({ type: t.literal('Note'), by: PersonId, lines: t.array(t.strict({ text: Body, at: Instant })) })
const Mark = t.strict({
  type: t.literal('Mark'),
  level: t.union([t.literal(1), t.literal(2)]),
  to: t.union([PersonId, t.null]),
})
const at = '2025-03-01T09:30:00.000Z'
const note = { type: 'Note', by: 'ada', lines: [{ text: 'x', at }] }

const mistakes = (codec: t.Mixed, value: unknown) => {
  const result = decodeStrictly(codec, value)
  return E.isLeft(result) ? result.left.map(({ pointer, message }) => `${pointer}: ${message}`) : []
}

describe('strict decoding', () => {
  it('gives the value when nothing is wrong', () => {
    expect(decodeStrictly(Note, note)).toEqual(E.right(note))
  })
  it('tells every mistake with its place, in the order of the fields, unknown fields last', () => {
    const value = {
      type: 'Note',
      lines: [
        { text: 'x', at },
        { text: '', at: 'noon', 'a/b~c': 1 },
      ],
      to: 'bob',
    }
    expect(mistakes(Note, value)).toEqual([
      '/by: missing; a person (one trimmed line of at most 200 characters) is expected',
      '/lines/1/text: trimmed text of 1 character to 64 KiB is expected, not ""',
      '/lines/1/at: an instant such as "2025-03-01T09:30:00.000Z" is expected, not "noon"',
      '/lines/1/a~1b~0c: unknown field; known here: text, at',
      '/to: unknown field; known here: type, by, lines',
    ])
  })
  it.each([
    [null, ': an object is expected here, not null'],
    [[], ': an object is expected here, not []'],
    ['x'.repeat(99), `: an object is expected here, not "${'x'.repeat(56)}...`],
    [undefined, ': an object is expected here, not nothing'],
  ])('says what stands in place of an object: %p', (value, message) => {
    expect(mistakes(Note, value)).toEqual([message])
  })
  it('says what stands in place of a list', () => {
    expect(mistakes(Note, { ...note, lines: {} })).toEqual(['/lines: a list is expected here, not {}'])
  })
  it('names the choices of a union of values', () => {
    expect(mistakes(Mark, { type: 'Mark', level: 3, to: 5 })).toEqual([
      '/level: 1 or 2 is expected, not 3',
      '/to: a person (one trimmed line of at most 200 characters) or null is expected, not 5',
    ])
    expect(mistakes(Mark, { type: 'Mark', level: 1, to: null })).toEqual([])
  })
  it('looks into the one object of a union whose literal fits', () => {
    const list = t.array(t.union([Note, Mark]))
    expect(mistakes(list, [note, { type: 'Mark', level: 1, to: 'bob', why: 1 }])).toEqual([
      '/1/why: unknown field; known here: type, level, to',
    ])
    expect(mistakes(list, [{ type: 'Other' }])).toEqual(['/0: an object is expected, not {"type":"Other"}'])
  })
  it('takes optional fields, intersections and tables of names', () => {
    const codec = t.intersection([t.strict({ id: t.string }), t.partial({ tags: t.record(t.string, t.number) })])
    expect(mistakes(codec, { id: 'a' })).toEqual([])
    expect(mistakes(codec, { id: 'a', tags: { x: 1, y: 'z' }, more: 1 })).toEqual([
      '/tags/y: a number is expected, not "z"',
      '/more: unknown field; known here: id, tags',
    ])
  })
})

describe('decoding a message', () => {
  const codecs = { Note, Mark }
  it('is done by the codec that its type picks', () => {
    expect(decodeMessage(codecs, note)).toEqual(E.right(note))
    expect(decodeMessage(codecs, { type: 'Mark', level: 1 })).toMatchObject({ left: [{ pointer: '/to' }] })
  })
  it.each([{ type: 'Fly' }, { type: 'toString' }, { type: 5 }, {}])('names the known types for %p', (value) => {
    expect(decodeMessage(codecs, value)).toMatchObject({
      left: [{ pointer: '/type', message: expect.stringMatching(/is not known; known: Note, Mark$/) as string }],
    })
  })
  it('wants an object', () => {
    expect(decodeMessage(codecs, [])).toEqual(E.left([{ pointer: '', message: 'an object is expected, not []' }]))
  })
})
