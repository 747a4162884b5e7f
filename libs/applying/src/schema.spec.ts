import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { decodeStrictly } from '@deskledger/kernel'
import { AgreementFile } from '@deskledger/practices/agreement'
import * as E from 'fp-ts/lib/Either.js'
import { calendarText, inForceText } from './documents.spec.kit.ts'
import { CalendarDocument } from './forms/forms.ts'
import { edited, stepsOf } from './forms/edited.ts'
import { memberOf } from './forms/subject.ts'
import { documentsOf } from './reading/documents.ts'
import { agreementDescriptions, calendarDescriptions, serviceLevelsSchema } from './schema.ts'

const examples = new URL('../../../examples/service-levels/', import.meta.url)
const published = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))

const validate: ValidateFunction = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(
  serviceLevelsSchema(),
)
const decodes = (value: unknown): boolean =>
  [AgreementFile, CalendarDocument].some((codec) => E.isRight(decodeStrictly(codec, value)))

const valuesIn = (text: string): readonly unknown[] =>
  documentsOf({ name: 'x', folder: '.', text }).documents.map(({ value }) => value)
const exampleDocuments = readdirSync(examples)
  .filter((name) => /\.(yaml|json)$/.test(name))
  .flatMap((name) => valuesIn(readFileSync(new URL(name, examples), 'utf8')).map((value) => [name, value] as const))

describe('the JSON Schema of agreements and calendars', () => {
  it('is published as the codecs have it', () => {
    expect(published('../schemas/service-levels.schema.json')).toEqual(serviceLevelsSchema())
    expect(published('../../../docs/reference/service-levels.schema.json')).toEqual(serviceLevelsSchema())
  })
  it('describes only members that there are', () => {
    const described = JSON.stringify(serviceLevelsSchema()).match(/"description":"/g)?.length
    expect(described).toBe(Object.keys(agreementDescriptions).length + Object.keys(calendarDescriptions).length)
  })
  it.each(exampleDocuments)('takes the documents of %s', (_, value) => {
    expect([validate(value), validate.errors]).toStrictEqual([true, null])
  })
  it('takes all kinds that there are', () => {
    const said = exampleDocuments.map(([, value]) => memberOf(value, 'type') ?? memberOf(value, 'kind'))
    expect(new Set(said)).toStrictEqual(new Set(['business-calendar', 'SLA', 'OLA', 'UC']))
  })
})

const calendar: unknown = valuesIn(
  `${calendarText}extra: [2025-03-08 10:00-14:00]\nretired: false\nholidaysFrom: [{ file: x.ics, from: 2025, to: '2026' }]\n`,
)[0]
const agreement: unknown = valuesIn(
  `${inForceText('a', '[{ ticket: incident, priority: [1, 2], service: mail, respond: 1h, warnAt: [50, 80%] }]', '{ from: 2025-04-01, until: 2026-03-31, timeZone: UTC }')}${[
    'provider: it',
    'customer: acme',
    'warnAt: [50]',
    'pauses: { resolve: [AwaitingCaller] }',
    'retarget: keep',
    'escalations: [{ at: 80, target: respond, group: network, level: 1, to: bob, tell: [ada] }]',
    'penalties: [{ name: Late, amount: 1 EUR, type: credit, per: period, period: week, target: respond, priority: 1, beyond: 2, most: 2 EUR }]',
    'underpinnedBy: [b]',
    'terminated: It is over.',
  ].join('\n')}`,
)[0]

/** The pointers of all values of a document. */
const pointersIn = (value: unknown, pointer = ''): readonly string[] => [
  pointer,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, one]) => pointersIn(one, `${pointer}/${name}`))
    : []),
]

const wrong = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  7,
  '',
  ' x',
  'x\ny',
  'Berlin Office',
  'mail-2',
  'a--b',
  'ä',
  '4711',
  'x'.repeat(201),
  [],
  ['x'],
  [null],
  {},
  { x: 1 },
]

describe.each([
  ['a calendar', calendar],
  ['an agreement', agreement],
])('a document of %s that is changed anywhere', (_, whole) => {
  const pointers = pointersIn(whole)
  it('is taken as it is', () => {
    expect([validate(whole), decodes(whole)]).toStrictEqual([true, true])
    expect(pointers.length).toBeGreaterThan(15)
  })
  it.each(pointers)('at %j is refused by the schema exactly where the codec refuses it', (pointer) => {
    const changed = wrong.map((one) => edited(whole, stepsOf(pointer), () => one))
    expect(changed.map((value) => validate(value))).toStrictEqual(changed.map(decodes))
  })
  it.each(pointers.filter((pointer) => !/\/\d+$/.test(pointer)))(
    'beside %j is refused for a name that is unknown',
    (pointer) => {
      const parent = stepsOf(pointer).slice(0, -1)
      const changed = edited(whole, [...parent, 'unknown'], () => 'x')
      expect([validate(changed), decodes(changed)]).toStrictEqual([false, false])
    },
  )
})

describe('any texts', () => {
  it('are taken by the schema exactly where the codec takes them, up to what JSON Schema counts', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 })
    const members = fc.record({ id: text, name: text, customer: text, terminated: text })
    fc.assert(
      fc.property(members, (said) => {
        const value = { kind: 'agreement', type: 'SLA', targets: [], ...said }
        expect(validate(value)).toBe(decodes(value))
      }),
    )
  })
})
