import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

/** One thing that is wrong with a value: where (RFC 6901 pointer; empty is the whole), and what would be right. */
export interface Mistake {
  readonly pointer: string
  readonly message: string
}

/** What the walker reads of a codec; io-ts marks its codecs by `_tag`. */
interface Shape {
  readonly _tag?: string
  readonly name: string
  readonly type?: Shape
  readonly codomain?: Shape
  readonly props?: Readonly<Record<string, Shape>>
  readonly types?: readonly Shape[]
  readonly value?: unknown
  readonly is: (value: unknown) => boolean
}

const shapeOf = (codec: t.Mixed): Shape => codec
const step = (pointer: string, name: string | number) =>
  `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

const objectsOf = (shape: Shape): readonly Shape[] => {
  switch (shape._tag ?? '') {
    case 'ExactType':
    case 'RefinementType':
    case 'ReadonlyType':
      return shape.type ? objectsOf(shape.type) : []
    case 'IntersectionType':
      return (shape.types ?? []).flatMap(objectsOf)
    case 'InterfaceType':
    case 'PartialType':
      return [shape]
    default:
      return []
  }
}

const inObject = (objects: readonly Shape[], value: unknown, pointer: string): readonly Mistake[] => {
  if (!isRecord(value)) return [{ pointer, message: `an object is expected here, not ${shown(value)}` }]
  const known = new Set(objects.flatMap(({ props }) => Object.keys(props ?? {})))
  const unknown = Object.keys(value)
    .filter((name) => !known.has(name))
    .map((name) => ({ pointer: step(pointer, name), message: `unknown field; known here: ${[...known].join(', ')}` }))
  const fields = objects.flatMap(({ _tag, props }) =>
    Object.entries(props ?? {}).flatMap(([name, shape]) => {
      const at = step(pointer, name)
      if (value[name] !== undefined) return mistakesIn(shape, value[name], at)
      if (_tag === 'PartialType' || shape.is(undefined)) return []
      return [{ pointer: at, message: `missing; ${expectedOf(shape)} is expected` }]
    }),
  )
  return [...fields, ...unknown]
}

const literalOf = (shape: Shape): string =>
  shape._tag === 'KeyofType'
    ? `one of ${Object.keys((shape as unknown as { keys: object }).keys)
        .map((key) => JSON.stringify(key))
        .join(', ')}`
    : JSON.stringify(shape.value)

const expectations: Readonly<Record<string, string>> = {
  IncidentId: 'an incident number (one trimmed line of at most 100 characters)',
  PersonId: 'a person (one trimmed line of at most 200 characters)',
  GroupId: 'a group (one trimmed line of at most 200 characters)',
  ReferenceId: 'a reference (one trimmed line of at most 200 characters)',
  CalendarId: 'a calendar id such as "berlin-office" (lower-case letters, digits and hyphens, at most 100 characters)',
  AgreementId: 'an agreement id (one trimmed line of at most 100 characters)',
  TicketId: 'a ticket number (one trimmed line of at most 100 characters)',
  ClockId: 'a clock such as "INC0000042.resolve": a ticket, a dot, and respond, resolve, fulfil or available',
  Currency: 'a currency of ISO 4217 such as "EUR"',
  Title: 'one trimmed line of 1 to 200 characters',
  Body: 'trimmed text of 1 character to 64 KiB',
  Instant: 'an instant such as "2025-03-01T09:30:00.000Z"',
  Uuid: 'a UUID in lower case',
  Sha256: 'a SHA-256 in lower-case hexadecimal',
  Count: 'a whole number, 0 or more',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
}

const listOf = (shape: Shape): string | undefined => (shape._tag?.includes('Array') === true ? 'a list' : undefined)

/** A codec's demand in words: `an instant such as …`. */
const expectedOf = (shape: Shape): string => {
  switch (shape._tag ?? '') {
    case 'LiteralType':
    case 'KeyofType':
      return literalOf(shape)
    case 'UnionType':
      return [...new Set((shape.types ?? []).map(expectedOf))].join(' or ')
    case 'NullType':
      return 'null'
    case 'UndefinedType':
      return 'nothing'
    default:
      return expectations[shape.name] ?? listOf(shape) ?? (objectsOf(shape).length > 0 ? 'an object' : shape.name)
  }
}

const inUnion = (shape: Shape, value: unknown, pointer: string): readonly Mistake[] => {
  if (shape.is(value) && !isRecord(value)) return []
  const tries = (shape.types ?? []).map((one) => mistakesIn(one, value, pointer))
  const fitting = tries.find((mistakes) => mistakes.length === 0)
  if (fitting) return fitting
  const objects = (shape.types ?? []).filter((one) => objectsOf(one).length > 0)
  const tagged = objects.find((one) => isRecord(value) && tagsFit(one, value))
  if (tagged) return mistakesIn(tagged, value, pointer)
  return [{ pointer, message: `${expectedOf(shape)} is expected, not ${shown(value)}` }]
}

/** Whether every literal member of an object codec has its value: how a union of objects is told apart. */
const tagsFit = (shape: Shape, value: Readonly<Record<string, unknown>>): boolean => {
  const literals = objectsOf(shape).flatMap(({ props }) =>
    Object.entries(props ?? {}).filter(([, member]) => member._tag === 'LiteralType'),
  )
  return literals.length > 0 && literals.every(([name, member]) => member.value === value[name])
}

const inElements = (shape: Shape, value: unknown, pointer: string): readonly Mistake[] => {
  if (!Array.isArray(value)) return [{ pointer, message: `a list is expected here, not ${shown(value)}` }]
  return value.flatMap((element, index) => (shape.type ? mistakesIn(shape.type, element, step(pointer, index)) : []))
}

const inMembers = (shape: Shape, value: unknown, pointer: string): readonly Mistake[] => {
  if (!isRecord(value)) return [{ pointer, message: `an object is expected here, not ${shown(value)}` }]
  return Object.entries(value).flatMap(([name, member]) =>
    shape.codomain ? mistakesIn(shape.codomain, member, step(pointer, name)) : [],
  )
}

const mistakesIn = (shape: Shape, value: unknown, pointer: string): readonly Mistake[] => {
  const objects = objectsOf(shape)
  if (objects.length > 0) return inObject(objects, value, pointer)
  switch (shape._tag ?? '') {
    case 'UnionType':
      return inUnion(shape, value, pointer)
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return inElements(shape, value, pointer)
    case 'DictionaryType':
      return inMembers(shape, value, pointer)
    default:
      return shape.is(value) ? [] : [{ pointer, message: `${expectedOf(shape)} is expected, not ${shown(value)}` }]
  }
}

/**
 * Decodes at the edge: every mistake with its place, unknown fields included, which `t.strict` alone would drop.
 * @errors  all mistakes, in the order of the codec's fields
 */
export const decodeStrictly = <C extends t.Mixed>(
  codec: C,
  value: unknown,
): E.Either<readonly Mistake[], t.TypeOf<C>> => {
  const mistakes = mistakesIn(shapeOf(codec), value, '')
  if (mistakes.length > 0) return E.left(mistakes)
  return E.mapLeft(() => [{ pointer: '', message: `this is no ${codec.name}` }])(codec.decode(value))
}

/** Decodes a message by the codec that its `type` picks, so that mistakes speak of that message alone. */
export const decodeMessage = <Message>(
  codecs: Readonly<Record<string, t.Mixed>>,
  value: unknown,
): E.Either<readonly Mistake[], Message> => {
  if (!isRecord(value)) return E.left([{ pointer: '', message: `an object is expected, not ${shown(value)}` }])
  const { type } = value
  const codec = typeof type === 'string' && Object.hasOwn(codecs, type) ? codecs[type] : undefined
  if (codec) return decodeStrictly(codec, value) as E.Either<readonly Mistake[], Message>
  const known = Object.keys(codecs).join(', ')
  return E.left([{ pointer: '/type', message: `${shown(type)} is not known; known: ${known}` }])
}
