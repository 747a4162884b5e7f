import * as E from 'fp-ts/lib/Either.js'
import { expansionOf, type Refer } from './schema-of.ts'
import { literalsOf, membersOf, tagOf, type Shape } from './shape.ts'

/** A shape that a document speaks of, and the part of it where its names mean what they mean: a practice, say. */
export interface Root {
  readonly shape: Shape
  readonly scope: string
}

/** A shape that has a name, with what it comes to: whoever has the same name and expansion is the same component. */
interface Named extends Root {
  readonly name: string
  readonly expansion: string
}

/** A component of a document: its name there, and a shape to make it of. */
interface Component {
  readonly name: string
  readonly shape: Shape
}

export interface Naming {
  readonly refer: Refer
  readonly components: readonly Component[]
}

const plain = new Set(['StringType', 'NumberType', 'BooleanType', 'NullType', 'UnknownType', 'LiteralType'])

/** Words run together, each with a capital: `goal in working days` is `GoalInWorkingDays`. */
const pascal = (words: string): string =>
  words
    .split(/[ -]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** The name of a codec, where its author gave it one; those that io-ts makes up have signs in them. */
const ownName = ({ name, _tag = '' }: Shape): string | undefined =>
  !plain.has(_tag) && /^[A-Za-z]\w*(?:[ -]\w+)*$/.test(name) ? pascal(name) : undefined

type Visit = (shape: Shape, name: string | undefined) => void

/** What stands inside a shape; of an object its members, however it is put together. */
const partsOf = (shape: Shape): readonly Shape[] => {
  if (shape._tag === 'RefinementType') return []
  const members = membersOf(shape)
  if (members) return members.map((member) => member.shape)
  const { types = [], type, codomain, domain } = shape
  return [...types, ...[type, codomain, domain].flatMap((part) => part ?? [])]
}

/** Choices without a name of their own are called by their union and what tells them apart: `EscalateToFunctional`. */
const choiceName = (union: Shape, choice: Shape): string | undefined => {
  const tag = ownName(union) && tagOf(union.types ?? [])
  const value = tag && literalsOf(choice).get(tag)
  return value ? ownName({ ...union, name: `${union.name} ${value}` }) : undefined
}

const visitAll = (shape: Shape, visit: Visit, seen: Set<Shape>): void => {
  if (seen.has(shape)) return
  seen.add(shape)
  visit(shape, ownName(shape))
  for (const choice of shape._tag === 'UnionType' ? (shape.types ?? []) : [])
    if (ownName(choice) === undefined) visit(choice, choiceName(shape, choice))
  partsOf(shape).forEach((part) => {
    visitAll(part, visit, seen)
  })
}

/** What has a name in the roots, each shape once; of a shape that roots with and without a scope speak of, the scope counts. */
const namedIn = (roots: readonly Root[]): E.Either<readonly string[], ReadonlyMap<Shape, Named>> => {
  const named = new Map<Shape, Named>()
  const mistakes = new Set<string>()
  const seen = new Set<Shape>()
  const inScope = roots.filter(({ scope }) => scope !== '')
  for (const { shape: root, scope } of [...inScope, ...roots])
    visitAll(
      root,
      (shape, name) => {
        const expansion = expansionOf(shape)
        if (E.isLeft(expansion)) mistakes.add(expansion.left)
        else if (name !== undefined && !named.has(shape))
          named.set(shape, { shape, scope, name, expansion: expansion.right })
      },
      seen,
    )
  return mistakes.size > 0 ? E.left([...mistakes]) : E.right(named)
}

const keyOf = ({ name, expansion }: Named): string => `${name} ${expansion}`

const grouped = <Value>(
  values: Iterable<Value>,
  by: (value: Value) => string,
): ReadonlyMap<string, readonly Value[]> => {
  const groups = new Map<string, Value[]>()
  for (const value of values) {
    const group = groups.get(by(value))
    if (group) group.push(value)
    else groups.set(by(value), [value])
  }
  return groups
}

/** Meanings of one name: the name alone if there is one; else with the scope before it; else numbered as well, from 2. */
const labelled = (name: string, meanings: readonly Named[]): readonly (readonly [string, Named])[] => {
  if (meanings.length === 1) return meanings.map((one) => [name, one])
  return [...grouped(meanings, ({ scope }) => `${pascal(scope)}${name}`)].flatMap(([label, ones]) =>
    ones.map((one, index) => [index === 0 ? label : `${label}${index + 1}`, one] as const),
  )
}

const clashes = (labels: readonly (readonly [string, Named])[]): readonly string[] =>
  [...grouped(labels, ([label]) => label)]
    .filter(([, ones]) => ones.length > 1)
    .map(([label]) => `Two schemas would be called ${label} in the document: give one of their codecs another name.`)

/**
 * Names for the shapes of a document. A name that means several things gets its scope before it, `AgreementTerms`; one that
 * means several things in one scope gets a number as well, in the order of the roots.
 * @errors  all codecs that have no schema, and names that cannot be told apart
 */
export const namingOf = (roots: readonly Root[]): E.Either<readonly string[], Naming> => {
  const named = namedIn(roots)
  if (E.isLeft(named)) return named
  const meanings = [...grouped(named.right.values(), keyOf).values()].flatMap(([first]) => first ?? [])
  const labels = [...grouped(meanings, ({ name }) => name)].flatMap(([name, ones]) => labelled(name, ones))
  const mistakes = clashes(labels)
  if (mistakes.length > 0) return E.left(mistakes)
  const byKey = new Map(labels.map(([label, one]) => [keyOf(one), label]))
  return E.right({
    refer: (shape) => {
      const one = named.right.get(shape)
      return one && byKey.get(keyOf(one))
    },
    components: labels.map(([name, { shape }]) => ({ name, shape })),
  })
}
