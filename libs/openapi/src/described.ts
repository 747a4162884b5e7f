import * as E from 'fp-ts/lib/Either.js'
import type { JsonSchema } from './json-schema.ts'
import type { Root } from './naming.ts'
import type { Answer, Described, Operation, Table } from './operation.ts'
import { schemaOfShape, type Refer } from './schema-of.ts'
import { reduced, shapeOf, type Shape } from './shape.ts'

const cut = (
  shape: Shape,
  { without = [], optional = [], suffix = 'Body' }: Exclude<Described, { schema: JsonSchema }>,
): Shape =>
  without.length + optional.length === 0 ? shape : reduced(shape, { without, optional }, `${shape.name}${suffix}`)

/** The shape of what is described by codecs; undefined: it is described by a schema. */
const shapeIn = (said: Described): Shape | undefined => {
  if ('schema' in said) return undefined
  if ('codec' in said) return cut(shapeOf(said.codec), said)
  const types = Object.values(said.messages).map((codec) => cut(shapeOf(codec), said))
  return { _tag: 'UnionType', name: said.name, types }
}

const inAnswers = (answers: Readonly<Record<string, Answer | string>>): readonly Described[] =>
  Object.values(answers).flatMap((answer) =>
    typeof answer === 'string'
      ? []
      : [...Object.values(answer.content ?? {}), ...Object.values(answer.headers ?? {})].map(({ says }) => says),
  )

const inOperation = ({ parameters, body, answers }: Operation): readonly Described[] => [
  ...parameters.map(({ says }) => says),
  ...(body ? [body.says] : []),
  ...inAnswers(answers),
]

/** The shapes of a table: each description has one, the same whenever it is asked for. */
export interface Shapes {
  readonly roots: readonly Root[]
  readonly of: (said: Described) => Shape | undefined
}

/** In the order of operation ids, so that the order of the table means nothing. */
export const shapesOf = ({ operations, components }: Table): Shapes => {
  const inOrder = operations.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const said = [
    ...[...Object.values(components.schemas ?? {}), ...inAnswers(components.answers ?? {})].map((one) => ({
      one,
      scope: '',
    })),
    ...inOrder.flatMap((operation) => inOperation(operation).map((one) => ({ one, scope: operation.scope ?? '' }))),
  ]
  const shapes = new Map<Described, Shape>()
  const roots = said.flatMap(({ one, scope }) => {
    const shape = shapes.get(one) ?? shapeIn(one)
    if (shape === undefined) return []
    shapes.set(one, shape)
    return [{ shape, scope }]
  })
  return { roots, of: (one) => shapes.get(one) }
}

/** The schema of a description, as it stands in a document: by reference where it has a name. */
export const schemaIn = (said: Described, shapes: Shapes, refer: Refer): E.Either<string, JsonSchema> => {
  if ('schema' in said) return E.right(said.schema)
  const shape = shapes.of(said)
  if (shape === undefined) return E.left('A description was added to the table while the document was made.')
  const name = refer(shape)
  return name === undefined ? schemaOfShape(shape, refer) : E.right({ $ref: `#/components/schemas/${name}` })
}
