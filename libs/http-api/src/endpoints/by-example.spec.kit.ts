import type { Json } from '@deskledger/kernel'
import type { OpenApi, OperationObject, ParameterObject } from '@deskledger/openapi'

/** A request that an operation of the document gives as its example. */
export interface Exemplary {
  readonly id: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body: Json | undefined
  /** query parameters that may be left out, each with its example */
  readonly optional: readonly (readonly [name: string, text: string])[]
}

/** What an operation has no example of, a sentence each. */
export type Lacking = readonly string[]

const textOf = (example: Json | undefined): string => {
  const one = Array.isArray(example) ? (example[0] as Json) : example
  return encodeURIComponent(typeof one === 'string' ? one : JSON.stringify(one))
}

const lackingIn = ({ operationId, parameters = [], requestBody }: OperationObject): Lacking => [
  ...parameters
    .filter((one) => one.example === undefined && (one.in === 'query' || one.required === true))
    .map(({ name }) => `${operationId}: the parameter ${name} has no example.`),
  ...(requestBody === undefined || Object.values(requestBody.content).every(({ examples = {} }) => examplesIn(examples))
    ? []
    : [`${operationId}: its body has no example.`]),
]

const examplesIn = (examples: object): boolean => Object.keys(examples).length > 0

const inQuery = ({ parameters = [] }: OperationObject, required: boolean): readonly ParameterObject[] =>
  parameters.filter((one) => one.in === 'query' && (one.required === true) === required)

const pairOf = ({ name, example }: ParameterObject) => [name, textOf(example)] as const

/** The same path, with one parameter more in its query. */
export const withPair = (path: string, name: string, text: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${name}=${text}`

const pathOf = (path: string, operation: OperationObject): string => {
  const filled = (operation.parameters ?? [])
    .filter((one) => one.in === 'path')
    .reduce((before, { name, example }) => before.replace(`{${name}}`, textOf(example)), path)
  return inQuery(operation, true)
    .map(pairOf)
    .reduce((before, [name, text]) => withPair(before, name, text), filled)
}

const bodyOf = ({ requestBody }: OperationObject): Json | undefined =>
  Object.values(requestBody?.content ?? {}).flatMap(({ examples = {} }) => Object.values(examples))[0]?.value

/** The example of every operation of a document, and what has none. */
export const examplesOf = ({
  paths,
}: OpenApi): { readonly requests: readonly Exemplary[]; readonly lacking: Lacking } => {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )
  return {
    lacking: operations.flatMap(({ operation }) => lackingIn(operation)),
    requests: operations.map(({ path, method, operation }) => ({
      id: operation.operationId,
      method: method.toUpperCase() as Exemplary['method'],
      path: pathOf(path, operation),
      body: bodyOf(operation),
      optional: inQuery(operation, false).map(pairOf),
    })),
  }
}
