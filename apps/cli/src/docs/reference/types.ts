import { membersOf, type Shape } from '@deskledger/nouns'

const literal = (value: unknown): string => `\`${JSON.stringify(value)}\``

const unionOf = (types: readonly Shape[]): string => [...new Set(types.map(typeOf))].join(' or ')

const isNamed = ({ name }: Shape): boolean => /^[A-Z]\w+$/.test(name)

const inline = (shape: Shape): string => {
  const members = membersOf(shape).map(
    ({ name, shape: member, needed }) => `${name}${needed ? '' : '?'}: ${typeOf(member)}`,
  )
  return members.length === 0 ? shape.name : `{ ${members.join(', ')} }`
}

const MOST = 160
/** What is too long for a table and has a name is shown by it. */
const isLong = (shape: Shape): boolean => isNamed(shape) && inline(shape).length > MOST

const objectOf = (shape: Shape): string => (isLong(shape) ? shape.name : inline(shape))

/** The shape of a value, as the reference writes it: `Title or null`, `list of GroupId`. */
const typeOf = (shape: Shape): string => {
  switch (shape._tag ?? '') {
    case 'LiteralType':
      return literal(shape.value)
    case 'KeyofType':
      return Object.keys(shape.keys ?? {})
        .map(literal)
        .join(' or ')
    case 'UnionType':
      if (/^[A-Z]\w+$/.test(shape.name)) return shape.name
      return unionOf(shape.types ?? [])
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return shape.type ? `list of ${typeOf(shape.type)}` : 'list'
    case 'DictionaryType':
      return shape.codomain ? `object of ${typeOf(shape.codomain)}` : 'object'
    case 'NullType':
      return 'null'
    case 'RefinementType':
    case 'StringType':
    case 'NumberType':
    case 'BooleanType':
      return shape.name
    default:
      return objectOf(shape)
  }
}

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** The members of a message as a table. */
export const membersTable = (shape: Shape, leftOut: ReadonlySet<string>): readonly string[] => {
  const members = membersOf(shape).filter(({ name }) => !leftOut.has(name))
  if (members.length === 0) return ['Nothing besides what all have.']
  return [
    '| field | | value |',
    '| --- | --- | --- |',
    ...members.map(
      ({ name, shape: member, needed }) => `| \`${name}\` | ${needed ? 'needed' : ''} | ${cell(typeOf(member))} |`,
    ),
  ]
}

const partsOf = (shape: Shape): readonly Shape[] => [
  ...(shape.types ?? []),
  ...(shape.type ? [shape.type] : []),
  ...(shape.codomain ? [shape.codomain] : []),
  ...Object.values(shape.props ?? {}),
]

const isObject = (shape: Shape): boolean => membersOf(shape).length > 0
const isChoice = (shape: Shape): boolean =>
  shape._tag === 'UnionType' && isNamed(shape) && (shape.types ?? []).some(isObject)

/** The shapes within a message that tables show by their names alone. */
export const namedShapesIn = (shape: Shape): readonly Shape[] =>
  partsOf(shape).flatMap((part) => [
    ...(isChoice(part) || (isObject(part) && isLong(part)) ? [part] : []),
    ...namedShapesIn(part),
  ])

/** A shape below its name: its members, or what it may be. */
export const shapeLines = (shape: Shape): readonly string[] =>
  isChoice(shape)
    ? (shape.types ?? []).map((one) => `- ${isObject(one) ? inline(one) : typeOf(one)}`)
    : membersTable(shape, new Set())
