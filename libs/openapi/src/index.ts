export { documentOf, textOf } from './document-of.ts'
export { httpProblem, PROBLEM } from './http-problem.ts'
export type { Discriminator, JsonSchema } from './json-schema.ts'
export type {
  Components,
  HeaderObject,
  MediaType,
  OpenApi,
  OperationObject,
  ParameterObject,
  PathItem,
  Reference,
  RequestBody,
  ResponseObject,
} from './open-api.ts'
export type {
  Answer,
  Body,
  Content,
  Described,
  Example,
  Header,
  Info,
  Method,
  Operation,
  Parameter,
  Security,
  Server,
  Shared,
  SharedAnswer,
  Table,
  Tag,
} from './operation.ts'
export { schemaOf, type Schemed } from './schema-of.ts'
export { words } from './words.ts'
