import { Title } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { desk } from './desk.spec.kit.ts'
import { documentOf, textOf } from './document-of.ts'
import { made } from './made.spec.kit.ts'
import type { Described, Operation, Table } from './operation.ts'

const looking: Operation = {
  id: 'look',
  method: 'get',
  path: '/things/{thing}',
  summary: 'Looks at a thing.',
  tags: ['things'],
  parameters: [{ name: 'thing', in: 'path', description: 'Which one.', says: { codec: Title } }],
  answers: { 204: { description: 'Nothing to see.' }, 404: { description: 'No such thing.' } },
}
const of = (...operations: readonly Operation[]): Table => ({
  info: { title: 'Things', version: '1' },
  servers: [],
  tags: [{ name: 'things', description: 'All things.' }],
  operations,
  security: [],
  components: { answers: { Gone: { status: 410, description: 'No longer.' } } },
})
const sentences = (...operations: readonly Operation[]) =>
  E.match(
    (mistakes: readonly string[]) => mistakes,
    () => [],
  )(documentOf(of(...operations)))
const saying = (id: string, scope: string, says: Described): Operation => ({
  ...looking,
  id,
  scope,
  path: `/${id}`,
  method: 'post',
  parameters: [],
  body: { mediaType: 'application/json', says },
})

describe('a document', () => {
  it('shows every operation of the table', () => {
    const document = made(desk)
    const ids = Object.values(document.paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    )
    expect(ids.toSorted()).toEqual(desk.operations.map(({ id }) => id).toSorted())
    expect(document.paths['/v1/incident/{id}/resolve-incident']?.post).toMatchObject({
      'x-roles': ['agent'],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/ResolveIncidentBody' } } },
      },
    })
    expect(document.components.schemas['ResolveIncidentBody']).toMatchObject({
      required: ['incidentId', 'code', 'text'],
      additionalProperties: false,
      properties: { code: { $ref: '#/components/schemas/Title' } },
    })
  })
  it('is the same text, in whatever order its operations are', () => {
    const { operations } = desk
    const text = textOf(made(desk))
    expect(textOf(made({ ...desk, operations: operations.toReversed() }))).toBe(text)
    expect(textOf(made({ ...desk, operations: [...operations.slice(40), ...operations.slice(0, 40)] }))).toBe(text)
    expect(text.endsWith('}\n')).toBe(true)
  })
  it('makes every error a problem of RFC 9457, and nothing else one', () => {
    const examples = { lost: { value: { type: '/lost', title: 'Lost', status: 404, detail: 'It is lost.' } } }
    const errors = {
      404: { description: 'No.', content: { 'application/problem+json': { says: { schema: {} }, examples } } },
      410: 'Gone',
      500: { description: 'Ours.' },
    }
    const { paths, components } = made(of({ ...looking, answers: { ...looking.answers, ...errors } }))
    const schema = { $ref: '#/components/schemas/HttpProblem' }
    expect(paths['/things/{thing}']?.get?.responses).toEqual({
      204: { description: 'Nothing to see.' },
      404: { description: 'No.', content: { 'application/problem+json': { schema, examples } } },
      410: { $ref: '#/components/responses/Gone' },
      500: { description: 'Ours.', content: { 'application/problem+json': { schema } } },
    })
    expect(components.responses).toEqual({
      Gone: { description: 'No longer.', content: { 'application/problem+json': { schema } } },
    })
  })
})

describe('names of schemas', () => {
  const named = (name: string, member: t.Mixed): Described => ({ codec: t.strict({ member }, name) })
  const schemas = (...operations: readonly Operation[]) => Object.keys(made(of(...operations)).components.schemas)

  it('are those of the codecs, once for the same thing', () => {
    const one = saying('one', 'a', named('Thing', t.string))
    const other = saying('other', 'b', named('Thing', t.string))
    expect(schemas(one, other)).toEqual(['HttpProblem', 'Thing'])
  })
  it('are told apart by their scope, and within it by a number', () => {
    const one = saying('one', 'a-room', named('Thing', t.string))
    const other = saying('other', 'b', named('Thing', t.number))
    const third = saying('third', 'b', named('Thing', t.boolean))
    expect(schemas(one, other, third)).toEqual(['ARoomThing', 'BThing', 'BThing2', 'HttpProblem'])
  })
  it('tell the choices of a union apart by what they are called', () => {
    const codec = t.union(
      [t.strict({ type: t.literal('in-days'), days: t.number }), t.strict({ type: t.literal('never') }, 'not at all')],
      'Goal',
    )
    const { components } = made(of(saying('one', '', { codec })))
    expect(components.schemas['Goal']).toEqual({
      oneOf: [{ $ref: '#/components/schemas/GoalInDays' }, { $ref: '#/components/schemas/NotAtAll' }],
      discriminator: {
        propertyName: 'type',
        mapping: { 'in-days': '#/components/schemas/GoalInDays', never: '#/components/schemas/NotAtAll' },
      },
    })
  })
  it('of messages without what comes from elsewhere have a suffix', () => {
    const schema = made(desk).components.schemas
    expect(schema['Command']?.discriminator?.mapping['StartWork']).toBe('#/components/schemas/StartWorkCommand')
    expect(schema['StartWorkCommand']?.required).toEqual(['type', 'incidentId'])
    expect(schema['StartWorkBody']?.required).toEqual(['incidentId'])
  })
  it('may be listed as well, so that schemas written by hand can refer to them', () => {
    const listing = (listed: Readonly<Record<string, Described>>): Table => {
      const table = of(saying('one', '', named('Thing', t.string)))
      return { ...table, components: { ...table.components, schemas: listed } }
    }
    const others = { schema: { $ref: '#/components/schemas/Thing' } }
    const { components } = made(listing({ Thing: named('Thing', t.string), Others: others }))
    expect(components.schemas).toMatchObject({ Thing: { required: ['member'] }, Others: others.schema })
    expect(documentOf(listing({ Thing: { schema: { type: 'string' } } }))).toEqual(
      E.left([expect.stringContaining('would be called Thing')]),
    )
  })
  it('that would mean two things are refused', () => {
    const one = saying('one', 'b', named('Thing', t.string))
    const other = saying('other', 'c', named('Thing', t.number))
    const third = saying('third', '', named('BThing', t.boolean))
    expect(sentences(one, other, third)).toEqual([expect.stringContaining('would be called BThing')])
    expect(sentences(saying('one', '', named('HttpProblem', t.string)))).toEqual([
      expect.stringContaining('would be called HttpProblem'),
    ])
  })
})

describe('a table with mistakes', () => {
  const body: Operation['body'] = { mediaType: 'application/json', says: { codec: t.string } }
  it.each<readonly [string, readonly Operation[]]>([
    ['look: two operations have this id', [looking, { ...looking, path: '/other/{thing}' }]],
    ['GET /things/{}: two operations answer there', [looking, { ...looking, id: 'again' }]],
    ['no parameter describes it', [{ ...looking, parameters: [] }]],
    ['write {thing} there', [{ ...looking, path: '/things' }]],
    ['a body means nothing to GET', [{ ...looking, body }]],
    ['no answer from 400 to 499', [{ ...looking, answers: { 204: { description: 'Nothing.' } } }]],
    ['default is no status of HTTP', [{ ...looking, answers: { ...looking.answers, default: { description: '' } } }]],
    ['look, 409: no answer in common is called Lost', [{ ...looking, answers: { ...looking.answers, 409: 'Lost' } }]],
    ['look, 409: Gone is an answer of 410', [{ ...looking, answers: { ...looking.answers, 409: 'Gone' } }]],
    ['the tag stuff is not described', [{ ...looking, tags: ['stuff'] }]],
    ['no security scheme is called token', [{ ...looking, security: [{ token: [] }] }]],
    ['FunctionType', [saying('one', '', { codec: t.strict({ a: t.Function }) })]],
  ])('is refused: %s', (sentence, operations) => {
    expect(sentences(...operations)).toEqual([expect.stringContaining(sentence)])
  })
})
