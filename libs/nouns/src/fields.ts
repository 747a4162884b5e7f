import type * as t from 'io-ts'

/** How the value of a field is typed on the command line. */
type FieldKind = 'text' | 'number' | 'boolean' | 'instant' | 'list' | 'json'

/** A field of a command, as an option shows it. */
export interface Field {
  readonly name: string
  readonly needed: boolean
  readonly kind: FieldKind
  /** `null` takes the value away */
  readonly nullable: boolean
  readonly choices: readonly string[]
  /** name of the form that its text must have, as `Title` */
  readonly form: string
}

/** What the walker reads of a codec; io-ts marks its codecs by `_tag`. */
export interface Shape {
  readonly _tag?: string
  readonly name: string
  readonly type?: Shape
  readonly types?: readonly Shape[]
  readonly props?: Readonly<Record<string, Shape>>
  readonly codomain?: Shape
  readonly keys?: object
  readonly value?: unknown
}

type Form = Omit<Field, 'name' | 'needed'>

const plain = (kind: FieldKind, form: string, choices: readonly string[] = []): Form => ({
  kind,
  form,
  choices,
  nullable: false,
})

const isLiteral = ({ _tag }: Shape): boolean => _tag === 'LiteralType'

const unionForm = (shape: Shape): Form => {
  const types = shape.types ?? []
  const rest = types.filter(({ _tag }) => _tag !== 'NullType')
  const nullable = rest.length < types.length
  const [only] = rest
  if (rest.length === 1 && only) return { ...formOf(only), nullable }
  if (!rest.every(isLiteral)) return { ...plain('json', shape.name), nullable }
  const values = rest.map(({ value }) => value)
  const kind = values.every((value) => typeof value === 'number') ? 'number' : 'text'
  return { ...plain(kind, shape.name, values.map(String)), nullable }
}

/** A list of texts is an option that may be repeated; any other list is one JSON value. */
const listForm = ({ type, name }: Shape): Form =>
  type !== undefined && formOf(type).kind === 'text' ? plain('list', type.name) : plain('json', name)

const formOf = (shape: Shape): Form => {
  switch (shape._tag ?? '') {
    case 'RefinementType':
      if (shape.name === 'Instant') return plain('instant', 'Instant')
      return shape.type ? { ...formOf(shape.type), form: shape.name } : plain('json', shape.name)
    case 'StringType':
      return plain('text', shape.name)
    case 'NumberType':
      return plain('number', shape.name)
    case 'BooleanType':
      return plain('boolean', shape.name)
    case 'KeyofType':
      return plain('text', shape.name, Object.keys(shape.keys ?? {}))
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return listForm(shape)
    case 'UnionType':
      return unionForm(shape)
    default:
      return plain('json', shape.name)
  }
}

/** The members of an object codec, and whether each must be there. */
export const membersOf = (
  shape: Shape,
): readonly { readonly name: string; readonly shape: Shape; readonly needed: boolean }[] => {
  switch (shape._tag ?? '') {
    case 'ExactType':
    case 'ReadonlyType':
    case 'RefinementType':
      return shape.type ? membersOf(shape.type) : []
    case 'IntersectionType':
      return (shape.types ?? []).flatMap(membersOf)
    case 'InterfaceType':
    case 'PartialType':
      return Object.entries(shape.props ?? {}).map(([name, member]) => ({
        name,
        shape: member,
        needed: shape._tag === 'InterfaceType',
      }))
    default:
      return []
  }
}

/** What every command says besides its id, and the command line knows already. */
const common = new Set(['type', 'by', 'at'])

/** The fields of a command besides who, when and which one (`idField`); those that must be given come first. */
export const fieldsOf = (codec: t.Mixed | undefined, idField: string): readonly Field[] => {
  const fields = (codec === undefined ? [] : membersOf(codec))
    .filter(({ name }) => !common.has(name) && name !== idField)
    .map(({ name, shape, needed }) => ({ name, needed, ...formOf(shape) }))
  return [...fields.filter(({ needed }) => needed), ...fields.filter(({ needed }) => !needed)]
}
