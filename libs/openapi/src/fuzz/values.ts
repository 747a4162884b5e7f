import type { Json } from '@deskledger/kernel'
import { below, type Chance } from '@deskledger/testing'
import type { JsonSchema } from '../json-schema.ts'
import { anyOf, often, oneOf } from './chance.ts'
import { textOf } from './texts.ts'
import type { Referred, Validate } from './validating.ts'

/** Values that exist where requests are sent, by the name of their schema or parameter: `{ IncidentId: ['INC0000001'] }`. */
export type Known = Readonly<Record<string, readonly Json[]>>

export interface Source extends Referred {
  readonly known: Known
  readonly validate: Validate
}

const COMPONENT = '#/components/schemas/'

/** The name of the component that a schema refers to; undefined: it says itself what it is. */
const nameOf = ({ $ref }: JsonSchema): string | undefined =>
  $ref?.startsWith(COMPONENT) === true ? $ref.slice(COMPONENT.length) : undefined

/** What a schema says, after all references. */
export const resolved = (schema: JsonSchema, source: Referred): JsonSchema => {
  const name = nameOf(schema)
  if (name === undefined) return schema
  return resolved(source.components.schemas[name] ?? {}, source)
}

/** What is known under a name, four times of five. */
const knownOf = (name: string | undefined, { known }: Source, random: Chance): Json | undefined => {
  const values = name !== undefined && Object.hasOwn(known, name) ? known[name] : undefined
  return values && often(random, 80) ? anyOf(random, values) : undefined
}

const names = [
  'a',
  'sys_mod_count',
  '',
  '__proto__',
  'constructor',
  'toString',
  'ключ',
  'a/b~c',
  'x'.repeat(300),
] as const

const whole = (random: Chance, { minimum = -1_000_000, maximum = 1_000_000 }: JsonSchema): number =>
  oneOf(random, [
    () => minimum,
    () => maximum,
    () => Math.min(maximum, Math.max(minimum, 0)),
    () => Math.min(maximum, Math.max(minimum, 1 + below(random, 100))),
    () => Math.floor(minimum + random() * (maximum - minimum)),
  ])()

const fraction = (random: Chance, schema: JsonSchema): number => {
  const { minimum = -1e300, maximum = 1e300 } = schema
  return oneOf(random, [
    () => whole(random, schema),
    () => whole(random, schema),
    () => Math.min(maximum, Math.max(minimum, random() * 10 - 5)),
    () => maximum,
    () => Math.min(maximum, Math.max(minimum, 5e-324)),
  ])()
}

const anything = (random: Chance): Json =>
  oneOf<Json>(random, [null, true, 0, -1.5, '', 'x', [], {}, [1, 'a'], { a: null }])

type Make = (schema: JsonSchema, source: Source, random: Chance) => Json

const countOf = ({ minItems = 0, maxItems = 4 }: JsonSchema, random: Chance): number =>
  minItems + below(random, Math.max(0, Math.min(maxItems, minItems + 4) - minItems) + 1)

const list: Make = (schema, source, random) => {
  const { prefixItems = [], items = {} } = schema
  const first = prefixItems.map((one) => valueOf(one, source, random))
  if (items === false) return first
  const length = Math.max(0, countOf(schema, random) - first.length)
  return [...first, ...Array.from({ length }, () => valueOf(items, source, random))]
}

const nameFor = ({ propertyNames }: JsonSchema, source: Source, random: Chance): string => {
  const name = propertyNames && valueOf(propertyNames, source, random)
  return typeof name === 'string' ? name : oneOf(random, names)
}

const freeNames = (schema: JsonSchema, source: Source, random: Chance): readonly string[] =>
  Array.from({ length: below(random, 4) }, () => nameFor(schema, source, random))

const object: Make = (schema, source, random) => {
  const { properties = {}, required = [], additionalProperties } = schema
  const said = Object.entries(properties).filter(([name]) => required.includes(name) || often(random, 40))
  const members = said.map(([name, member]) => [name, valueOf(member, source, random)] as const)
  if (typeof additionalProperties !== 'object') return Object.fromEntries(members)
  const free = freeNames(schema, source, random).filter((name) => !Object.hasOwn(properties, name))
  return Object.fromEntries([
    ...members,
    ...free.map((name) => [name, valueOf(additionalProperties, source, random)] as const),
  ])
}

const makes: Readonly<Record<string, Make>> = {
  string: (schema, { validate }, random) => textOf(schema, random, validate),
  integer: (schema, _source, random) => whole(random, schema),
  number: (schema, _source, random) => fraction(random, schema),
  boolean: (_schema, _source, random) => often(random, 50),
  null: () => null,
  array: list,
  object,
}

const ofType: Make = (schema, source, random) => {
  const { type } = schema
  const chosen = typeof type === 'string' ? type : anyOf(random, type ?? [])
  const make = makes[chosen ?? '']
  return make ? make(schema, source, random) : anything(random)
}

/**
 * A value that a schema allows: any of its choices, members that may be left out mostly are, texts and numbers at their
 * bounds now and then. Known values come first where their schema has a name.
 */
export const valueOf: Make = (schema, source, random) => {
  const known = knownOf(nameOf(schema), source, random)
  if (known !== undefined) return known
  const said = resolved(schema, source)
  if (said.const !== undefined) return said.const
  if (said.enum) return anyOf(random, said.enum) ?? null
  const choice = anyOf(random, said.oneOf ?? said.anyOf ?? [])
  return choice ? valueOf(choice, source, random) : ofType(said, source, random)
}
