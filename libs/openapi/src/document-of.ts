import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { mistakesIn } from './checks.ts'
import { schemaIn, shapesOf, type Shapes } from './described.ts'
import { httpProblem } from './http-problem.ts'
import type { JsonSchema } from './json-schema.ts'
import { namingOf, type Naming } from './naming.ts'
import type { Components, OpenApi, PathItem } from './open-api.ts'
import type { Described, Method, Operation, SharedAnswer, Table } from './operation.ts'
import { sorted } from './ordered.ts'
import { each, operationObject, response, type Making } from './parts.ts'
import { schemaOfShape } from './schema-of.ts'

const methods: readonly Method[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

const pathItem = (operations: readonly Operation[], making: Making): E.Either<string, PathItem> =>
  pipe(
    methods.flatMap((method) => operations.find((one) => one.method === method) ?? []),
    E.traverseArray((operation) =>
      pipe(
        operationObject(operation, making),
        E.map((made) => [operation.method, made] as const),
      ),
    ),
    E.map((entries) => Object.fromEntries(entries)),
  )

const pathsOf = ({ operations }: Table, making: Making): E.Either<string, OpenApi['paths']> => {
  const paths = Object.fromEntries(
    operations.map(({ path }) => [path, operations.filter((one) => one.path === path)] as const),
  )
  return each(paths, (ones) => pathItem(ones, making))
}

const responsesOf = (answers: Readonly<Record<string, SharedAnswer>>, making: Making) =>
  each(answers, (answer) => response(answer.status, answer, making))

const schemasOf = ({ components }: Table, naming: Naming, making: Making): E.Either<string, Components['schemas']> => {
  const made = naming.components.map(({ name, shape }) => [name, schemaOfShape(shape, naming.refer)] as const)
  return pipe(
    E.Do,
    E.bind('named', () => each(Object.fromEntries(made), (schema) => schema)),
    E.bind('shared', () => each(components.schemas ?? {}, (said) => schemaIn(said, making.shapes, () => undefined))),
    E.map(({ named, shared }) => sorted<JsonSchema>({ ...named, ...shared, HttpProblem: httpProblem })),
  )
}

const madeOf = (table: Table, naming: Naming, making: Making): E.Either<string, OpenApi> =>
  pipe(
    E.Do,
    E.bind('paths', () => pathsOf(table, making)),
    E.bind('schemas', () => schemasOf(table, naming, making)),
    E.bind('responses', () => responsesOf(table.components.answers ?? {}, making)),
    E.map(({ paths, schemas, responses }): OpenApi => ({
      openapi: '3.1.1',
      info: table.info,
      servers: table.servers,
      tags: table.tags,
      security: table.security,
      paths,
      components: {
        schemas,
        ...(table.components.answers ? { responses } : {}),
        ...(table.components.securitySchemes ? { securitySchemes: sorted(table.components.securitySchemes) } : {}),
      },
    })),
  )

/** A codec may be listed under the name that it has anyway, so that schemas written by hand can refer to it. */
const clashing = ({ components: { schemas = {} } }: Table, shapes: Shapes, naming: Naming): readonly string[] => {
  const isItself = (name: string, said: Described): boolean => {
    const shape = shapes.of(said)
    return shape !== undefined && naming.refer(shape) === name
  }
  const listed = Object.entries(schemas).flatMap(([name, said]) => (isItself(name, said) ? [] : [name]))
  const own = new Set([...listed, 'HttpProblem'])
  return naming.components
    .filter(({ name }) => own.has(name))
    .map(({ name }) => `Two schemas would be called ${name} in the document: give one of them another name.`)
}

/**
 * An OpenAPI 3.1 document of a table of operations. The same table gives the same document, in whatever order its rows are.
 * Schemas come from the codecs; every error is a problem of RFC 9457.
 * @errors  all that is wrong with the table, a sentence each: ids and routes twice, parameters that the path does not name,
 *          answers in common that are not there, codecs that have no schema
 * @source  OpenAPI Specification 3.1.1
 */
export const documentOf = (table: Table): E.Either<readonly string[], OpenApi> => {
  const shapes = shapesOf(table)
  const naming = namingOf(shapes.roots)
  const mistakes = mistakesIn(table)
  if (E.isLeft(naming)) return E.left([...mistakes, ...naming.left])
  const all = [...mistakes, ...clashing(table, shapes, naming.right)]
  if (all.length > 0) return E.left(all)
  return pipe(
    madeOf(table, naming.right, { shapes, refer: naming.right.refer }),
    E.mapLeft((mistake) => [mistake]),
  )
}

/** A document as the file that holds it: the same bytes for the same document. */
export const textOf = (document: OpenApi): string => `${JSON.stringify(document, null, 2)}\n`
