import { canonicalJson, type Json } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as t from 'io-ts'
import type { JsonSchema } from './json-schema.ts'
import { ordered } from './ordered.ts'
import { membersOf, shapeOf, tagOf, type Member, type Shape } from './shape.ts'
import { words } from './words.ts'

/** A schema, or the sentence that says what cannot have one. */
export type Schemed = E.Either<string, JsonSchema>

/** The name under which the components of a document hold the schema of a shape; undefined: it is written in place. */
export type Refer = (shape: Shape) => string | undefined

type Walk = (shape: Shape) => Schemed

const all = (schemas: readonly Schemed[]): E.Either<string, readonly JsonSchema[]> => E.sequenceArray(schemas)

/** What stands inside a codec that wraps one other. */
const inner = (shape: Shape, walk: Walk): Schemed =>
  shape.type ? walk(shape.type) : E.left(`The codec ${shape.name} has nothing inside: no schema can be made of it.`)

const scalar = (type: string) => (): Schemed => E.right({ type })

const objectOf = (members: readonly Member[], walk: Walk): Schemed => {
  const required = members.filter(({ needed }) => needed).map(({ name }) => name)
  return pipe(
    all(members.map(({ shape }) => walk(shape))),
    E.map((schemas) => ({
      type: 'object',
      ...(required.length > 0 ? { required } : {}),
      properties: Object.fromEntries(members.map(({ name }, index) => [name, schemas[index] ?? {}])),
      additionalProperties: false,
    })),
  )
}

const object = (shape: Shape, walk: Walk): Schemed => {
  const members = membersOf(shape)
  if (members) return objectOf(members, walk)
  return E.left(
    `The codec ${shape.name} (${String(shape._tag)}) is no object: give it members, or a schema of your own.`,
  )
}

const typeOfAll = (values: readonly Json[]): { readonly type?: string } => {
  const types = new Set(values.map((value) => (value === null ? 'null' : typeof value)))
  const [type] = types
  if (types.size !== 1 || type === undefined) return {}
  return { type: type === 'number' && values.every(Number.isInteger) ? 'integer' : type }
}

const choice = (values: readonly Json[]): JsonSchema =>
  values.length === 1 ? { ...typeOfAll(values), const: values[0] ?? null } : { ...typeOfAll(values), enum: values }

const literal = (shape: Shape): Schemed => {
  const { value } = shape
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? E.right(choice([value]))
    : E.left(`The literal ${shape.name} is no JSON: write a text, a number, true or false.`)
}

/** The literals of a union are one list of values; everything else is a choice of its own. */
const gathered = (schemas: readonly JsonSchema[]): readonly JsonSchema[] => {
  const literals = schemas.flatMap((schema) => (schema.const === undefined ? [] : [schema.const]))
  const rest = schemas.filter((schema) => schema.const === undefined)
  return literals.length > 0 ? [choice(literals), ...rest] : rest
}

const isReference = ({ $ref }: JsonSchema): boolean => $ref !== undefined

const either = (shape: Shape, schemas: readonly JsonSchema[]): JsonSchema => {
  const tag = tagOf(shape.types ?? [])
  if (tag === undefined || !schemas.every(isReference)) {
    const [only, ...others] = gathered(schemas)
    return only && others.length === 0 ? only : { anyOf: gathered(schemas) }
  }
  const values = (shape.types ?? []).map((one) => String(membersOf(one)?.find(({ name }) => name === tag)?.shape.value))
  const mapping = Object.fromEntries(values.map((value, index) => [value, schemas[index]?.$ref ?? '']))
  return { oneOf: schemas, discriminator: { propertyName: tag, mapping } }
}

const union = (shape: Shape, walk: Walk): Schemed =>
  pipe(
    all((shape.types ?? []).filter(({ _tag }) => _tag !== 'UndefinedType').map(walk)),
    E.map((schemas) => either(shape, schemas)),
  )

const list = (shape: Shape, walk: Walk): Schemed =>
  pipe(
    inner(shape, walk),
    E.map((items) => ({ type: 'array', items })),
  )

const tuple = ({ types = [] }: Shape, walk: Walk): Schemed =>
  pipe(
    all(types.map(walk)),
    E.map((prefixItems) => ({
      type: 'array',
      prefixItems,
      items: false,
      minItems: types.length,
      maxItems: types.length,
    })),
  )

/** Names that any text may be are not mentioned. */
const names = ({ name, domain }: Shape, walk: Walk): Schemed => {
  if (domain?._tag === 'StringType') return E.right({})
  if (domain?._tag !== 'RefinementType')
    return E.left(`The names in ${name} are neither texts nor words: list its members.`)
  return pipe(
    walk(domain),
    E.map((propertyNames) => ({ propertyNames })),
  )
}

const dictionary = (shape: Shape, walk: Walk): Schemed =>
  pipe(
    E.Do,
    E.bind('members', () => (shape.codomain ? walk(shape.codomain) : E.right({}))),
    E.bind('named', () => names(shape, walk)),
    E.map(({ members, named }) => ({ type: 'object', ...named, additionalProperties: members })),
  )

/** A brand is what its codec says of its form, unless the table of words says it better. */
const brand = ({ name, type, form }: Shape): Schemed => {
  const known = Object.hasOwn(words, name) ? words[name] : undefined
  if (known === undefined)
    return E.left(`The brand ${name} is unknown here: say what it looks like in the table of words of libs/openapi.`)
  const said = form && {
    pattern: form.pattern.source,
    ...(form.maxLength === undefined ? {} : { maxLength: form.maxLength }),
  }
  return E.right({ type: type?._tag === 'NumberType' ? 'integer' : 'string', ...said, ...known })
}

const schemas: Readonly<Record<string, (shape: Shape, walk: Walk) => Schemed>> = {
  StringType: scalar('string'),
  NumberType: scalar('number'),
  BooleanType: scalar('boolean'),
  NullType: scalar('null'),
  UnknownType: () => E.right({}),
  LiteralType: literal,
  KeyofType: ({ keys = {} }) => E.right(choice(Object.keys(keys))),
  UnionType: union,
  ArrayType: list,
  ReadonlyArrayType: list,
  TupleType: tuple,
  DictionaryType: dictionary,
  InterfaceType: object,
  PartialType: object,
  IntersectionType: object,
  ExactType: object,
  ReadonlyType: (shape, walk) => (membersOf(shape) ? object(shape, walk) : inner(shape, walk)),
  RefinementType: brand,
}

/**
 * The schema of a shape, whole, though the shape itself may be referred to by name elsewhere; what stands inside it is
 * referred to where `refer` has a name for it.
 * @errors  a codec of a kind that JSON Schema is not made of here: it is named
 */
export const schemaOfShape = (shape: Shape, refer: Refer = () => undefined): Schemed => {
  const inside: Walk = (one) => {
    const name = refer(one)
    return name === undefined ? schemaOfShape(one, refer) : E.right({ $ref: `#/components/schemas/${name}` })
  }
  const make = schemas[shape._tag ?? '']
  if (make) return pipe(make(shape, inside), E.map(ordered))
  return E.left(
    `The codec ${shape.name} (${shape._tag ?? 'without a tag'}) is of a kind that has no schema here: build it of others, or give a schema of your own.`,
  )
}

/**
 * The JSON Schema (2020-12) of what a codec accepts at the edge, where unknown members are refused, all in one piece.
 * @errors  a codec of a kind that has no schema here, or a brand that the table of words does not know: it is named
 * @example schemaOf(t.strict({ level: Level })) // right({ type: 'object', required: ['level'], … })
 */
export const schemaOf = (codec: t.Mixed): Schemed => schemaOfShape(shapeOf(codec))

/** Two shapes with the same expansion are the same to whoever sends JSON. */
export const expansionOf = (shape: Shape): E.Either<string, string> => pipe(schemaOfShape(shape), E.map(canonicalJson))
