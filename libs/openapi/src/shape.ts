import type { WordForm } from '@deskledger/kernel'
import type * as t from 'io-ts'

/** What the walker reads of a codec; io-ts marks its codecs by `_tag`. */
export interface Shape {
  readonly _tag?: string
  readonly name: string
  readonly type?: Shape
  readonly types?: readonly Shape[]
  readonly props?: Readonly<Record<string, Shape>>
  readonly domain?: Shape
  readonly codomain?: Shape
  readonly keys?: object
  readonly value?: unknown
  readonly form?: WordForm | undefined
  readonly is?: (value: unknown) => boolean
}

export const shapeOf = (codec: t.Mixed): Shape => codec

/** A member of an object: `needed` unless it may be left out. */
export interface Member {
  readonly name: string
  readonly shape: Shape
  readonly needed: boolean
}

/** The members of an object codec; undefined: the codec is for something else. */
export const membersOf = (shape: Shape): readonly Member[] | undefined => {
  switch (shape._tag ?? '') {
    case 'ExactType':
    case 'ReadonlyType':
      return shape.type && membersOf(shape.type)
    case 'IntersectionType':
      return intersected(shape.types ?? [])
    case 'InterfaceType':
    case 'PartialType':
      return Object.entries(shape.props ?? {}).map(([name, member]) => ({
        name,
        shape: member,
        needed: shape._tag === 'InterfaceType' && member.is?.(undefined) !== true,
      }))
    default:
      return undefined
  }
}

const intersected = (types: readonly Shape[]): readonly Member[] | undefined => {
  const parts = types.flatMap((type) => {
    const members = membersOf(type)
    return members ? [members] : []
  })
  return parts.length === types.length ? parts.flat() : undefined
}

/** The value of a member that is always the same: what a union is told apart by. */
export const literalsOf = (shape: Shape): ReadonlyMap<string, string> =>
  new Map(
    (membersOf(shape) ?? []).flatMap(({ name, shape: { _tag, value }, needed }) =>
      needed && _tag === 'LiteralType' && typeof value === 'string' ? [[name, value] as const] : [],
    ),
  )

/** The member whose value, another one in each choice of a union, says which choice it is. */
export const tagOf = (choices: readonly Shape[]): string | undefined => {
  const [first, ...rest] = choices.map(literalsOf)
  if (first === undefined || rest.length === 0) return undefined
  return [...first.keys()].find((name) => {
    const values = [first, ...rest].map((literals) => literals.get(name))
    return !values.includes(undefined) && new Set(values).size === values.length
  })
}

/** Which members an object codec lacks, and which may be left out. */
interface Reduction {
  readonly without: readonly string[]
  readonly optional: readonly string[]
}

/** An object codec with less of its members, under another name. */
export const reduced = (shape: Shape, { without, optional }: Reduction, name: string): Shape => {
  const members = (membersOf(shape) ?? [])
    .filter((member) => !without.includes(member.name))
    .map((member) => ({ ...member, needed: member.needed && !optional.includes(member.name) }))
  const props = (needed: boolean) =>
    Object.fromEntries(members.filter((one) => one.needed === needed).map((one) => [one.name, one.shape]))
  const types = [
    { _tag: 'InterfaceType', name: '', props: props(true) },
    { _tag: 'PartialType', name: '', props: props(false) },
  ]
  return { _tag: 'ExactType', name, type: { _tag: 'IntersectionType', name: '', types } }
}
