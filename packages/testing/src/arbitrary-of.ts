import * as fc from 'fast-check'
import type * as t from 'io-ts'
import { kernelWords, type Words } from './words.ts'

/** What the walker reads of a codec; io-ts marks its codecs by `_tag`. */
interface Shape {
  readonly _tag?: string
  readonly name: string
  readonly type?: Shape
  readonly codomain?: Shape
  readonly props?: Readonly<Record<string, Shape>>
  readonly types?: readonly Shape[]
  readonly keys?: object
  readonly value?: unknown
}
type Walk = (shape: Shape) => fc.Arbitrary<unknown>

const scalars: Words = {
  StringType: fc.string({ maxLength: 8 }),
  NumberType: fc.double({ noNaN: true, noDefaultInfinity: true }),
  BooleanType: fc.boolean(),
  NullType: fc.constant(null),
}

const inner = ({ name, type }: Shape): Shape => {
  if (type) return type
  throw new Error(`codec ${name} has nothing inside`)
}

const record = (shape: Shape, walk: Walk): fc.Arbitrary<unknown> => {
  const members = Object.fromEntries(Object.entries(shape.props ?? {}).map(([name, member]) => [name, walk(member)]))
  return shape._tag === 'PartialType'
    ? fc.record(members, { requiredKeys: [], noNullPrototype: true })
    : fc.record(members, { noNullPrototype: true })
}

const merged = (shape: Shape, walk: Walk): fc.Arbitrary<unknown> =>
  fc
    .tuple(...(shape.types ?? []).map(walk))
    .map((parts) => Object.assign({}, ...(parts as object[])) as Record<string, unknown>)

const dictionary = (shape: Shape, walk: Walk): fc.Arbitrary<unknown> => {
  const member = shape.codomain ? walk(shape.codomain) : fc.constant(null)
  const name = fc.constantFrom('a', 'b', 'sys_mod_count', '__proto__', 'constructor')
  return fc.dictionary(name, member, { maxKeys: 3, noNullPrototype: true })
}

const composite: Readonly<Record<string, (shape: Shape, walk: Walk) => fc.Arbitrary<unknown>>> = {
  ExactType: (shape, walk) => walk(inner(shape)),
  ReadonlyType: (shape, walk) => walk(inner(shape)),
  InterfaceType: record,
  PartialType: record,
  IntersectionType: merged,
  UnionType: (shape, walk) => fc.oneof(...(shape.types ?? []).map(walk)),
  LiteralType: ({ value }) => fc.constant(value),
  KeyofType: ({ keys }) => fc.constantFrom(...Object.keys(keys ?? {})),
  ArrayType: (shape, walk) => fc.array(walk(inner(shape)), { maxLength: 3 }),
  ReadonlyArrayType: (shape, walk) => fc.array(walk(inner(shape)), { maxLength: 3 }),
  DictionaryType: dictionary,
}

/**
 * Values of a codec, found by walking it; a brand takes its values from `words`, the kernel's are known. Any other named
 * codec may take its values from `words` too, where few of what it allows make sense.
 * @errors  a brand without words, or a codec that io-ts does not mark: each is named
 */
export const arbitraryOf = <Codec extends t.Mixed>(codec: Codec, words: Words = {}): fc.Arbitrary<t.TypeOf<Codec>> => {
  const known: Words = { ...kernelWords, ...words }
  const walk: Walk = (shape) => {
    const tag = shape._tag ?? ''
    const named = words[shape.name] ?? (tag === 'RefinementType' ? known[shape.name] : scalars[tag])
    if (named) return named
    const make = composite[tag]
    if (make) return make(shape, walk)
    throw new Error(`no arbitrary for codec ${shape.name} (${tag}): name values for it in words`)
  }
  return walk(codec)
}
