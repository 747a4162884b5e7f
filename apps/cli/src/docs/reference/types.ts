import { membersOf, type Shape } from '../../asking/fields.ts'

const literal = (value: unknown): string => `\`${JSON.stringify(value)}\``

const unionOf = (types: readonly Shape[]): string => [...new Set(types.map(typeOf))].join(' or ')

const objectOf = (shape: Shape): string => {
  const members = membersOf(shape).map(
    ({ name, shape: member, needed }) => `${name}${needed ? '' : '?'}: ${typeOf(member)}`,
  )
  return members.length === 0 ? shape.name : `{ ${members.join(', ')} }`
}

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
