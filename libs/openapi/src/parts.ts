import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { schemaIn, type Shapes } from './described.ts'
import { PROBLEM } from './http-problem.ts'
import type { JsonSchema } from './json-schema.ts'
import type {
  HeaderObject,
  MediaType,
  OperationObject,
  ParameterObject,
  Reference,
  RequestBody,
  ResponseObject,
} from './open-api.ts'
import type { Answer, Body, Content, Described, Header, Operation, Parameter } from './operation.ts'
import { sorted } from './ordered.ts'
import type { Refer } from './schema-of.ts'

/** What parts of a document are made with. */
export interface Making {
  readonly shapes: Shapes
  readonly refer: Refer
}

type Made<Part> = E.Either<string, Part>

const schemaOf = (said: Described, { shapes, refer }: Making): Made<JsonSchema> => schemaIn(said, shapes, refer)

/** Each member of a record made anew, in order of its key. */
export const each = <From, To>(
  record: Readonly<Record<string, From>>,
  make: (value: From, key: string) => Made<To>,
): Made<Readonly<Record<string, To>>> =>
  pipe(
    Object.entries(sorted(record)),
    E.traverseArray(([key, value]) =>
      pipe(
        make(value, key),
        E.map((made) => [key, made] as const),
      ),
    ),
    E.map((entries) => Object.fromEntries(entries)),
  )

const mediaType = ({ says, examples }: Content, making: Making): Made<MediaType> =>
  pipe(
    schemaOf(says, making),
    E.map((schema) => ({ schema, ...(examples === undefined ? {} : { examples }) })),
  )

const header = ({ description, required, says }: Header, making: Making): Made<HeaderObject> =>
  pipe(
    schemaOf(says, making),
    E.map((schema) => ({ description, ...(required === undefined ? {} : { required }), schema })),
  )

const parameter = (said: Parameter, making: Making): Made<ParameterObject> =>
  pipe(
    schemaOf(said.says, making),
    E.map((schema) => ({
      name: said.name,
      in: said.in,
      description: said.description,
      required: said.required ?? said.in === 'path',
      schema,
      ...(said.example === undefined ? {} : { example: said.example }),
    })),
  )

const problem: JsonSchema = { $ref: '#/components/schemas/HttpProblem' }

/** Errors are problems, whatever else was said of their content. */
const contentOf = (status: number, content: Answer['content']): Answer['content'] => {
  if (status < 400) return content
  const examples = content?.[PROBLEM]?.examples
  return { [PROBLEM]: { says: { schema: problem }, ...(examples === undefined ? {} : { examples }) } }
}

/** An answer of some status, as a document shows it. */
export const response = (status: number, answer: Answer, making: Making): Made<ResponseObject> => {
  const content = contentOf(status, answer.content)
  return pipe(
    E.Do,
    E.bind('headers', () => each(answer.headers ?? {}, (one) => header(one, making))),
    E.bind('content', () => each(content ?? {}, (one) => mediaType(one, making))),
    E.map((made) => ({
      description: answer.description,
      ...(answer.headers === undefined ? {} : { headers: made.headers }),
      ...(content === undefined ? {} : { content: made.content }),
    })),
  )
}

const answerOf = (answer: Answer | string, status: string, making: Making): Made<ResponseObject | Reference> =>
  typeof answer === 'string'
    ? E.right({ $ref: `#/components/responses/${answer}` })
    : response(Number(status), answer, making)

const bodyOf = (body: Body | undefined, making: Making): Made<RequestBody | undefined> => {
  if (body === undefined) return E.right(undefined)
  return pipe(
    mediaType(body, making),
    E.map((content) => ({
      ...(body.description === undefined ? {} : { description: body.description }),
      required: body.required ?? true,
      content: { [body.mediaType]: content },
    })),
  )
}

/** A row of the table, as a document shows it. */
export const operationObject = (operation: Operation, making: Making): Made<OperationObject> =>
  pipe(
    E.Do,
    E.bind('parameters', () => E.traverseArray((one: Parameter) => parameter(one, making))(operation.parameters)),
    E.bind('requestBody', () => bodyOf(operation.body, making)),
    E.bind('responses', () => each(operation.answers, (answer, status) => answerOf(answer, status, making))),
    E.map(({ parameters, requestBody, responses }) => ({
      operationId: operation.id,
      summary: operation.summary,
      ...(operation.description === undefined ? {} : { description: operation.description }),
      tags: operation.tags,
      ...(operation.security === undefined ? {} : { security: operation.security }),
      ...(operation.roles === undefined ? {} : { 'x-roles': operation.roles }),
      ...(parameters.length === 0 ? {} : { parameters }),
      ...(requestBody === undefined ? {} : { requestBody }),
      responses,
    })),
  )
