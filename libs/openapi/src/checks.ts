import type { Operation, Table } from './operation.ts'

const namesIn = (path: string): readonly string[] =>
  [...path.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) => name ?? [])

const twice = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.filter((text, index) => texts.indexOf(text) !== index)),
]

const inPath = ({ id, path, parameters }: Operation): readonly string[] => {
  const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
  const named = namesIn(path)
  return [
    ...named
      .filter((name) => !declared.includes(name))
      .map(
        (name) =>
          `${id}: the path ${path} names {${name}}, and no parameter describes it: add one that is in the path.`,
      ),
    ...declared
      .filter((name) => !named.includes(name))
      .map(
        (name) => `${id}: the parameter ${name} is in the path, and ${path} does not name it: write {${name}} there.`,
      ),
  ]
}

const inCommon = (where: string, name: string, status: number | undefined): readonly string[] => {
  if (status === undefined) return [`${where}: no answer in common is called ${name}: add it to the components.`]
  return where.endsWith(` ${status}`) ? [] : [`${where}: ${name} is an answer of ${status}: name it there.`]
}

const inAnswers = ({ id, answers }: Operation, { components }: Table): readonly string[] => {
  const statuses = Object.keys(answers)
  return [
    ...statuses
      .filter((status) => !/^[1-5]\d\d$/.test(status))
      .map((status) => `${id}: ${status} is no status of HTTP: write three digits.`),
    ...(statuses.some((status) => status.startsWith('4'))
      ? []
      : [`${id}: no answer from 400 to 499: say how it refuses.`]),
    ...Object.entries(answers).flatMap(([status, answer]) =>
      typeof answer === 'string' ? inCommon(`${id}, ${status}`, answer, components.answers?.[answer]?.status) : [],
    ),
  ]
}

const bodiless = new Set(['get', 'head', 'delete', 'options', 'trace'])

const inBody = ({ id, method, body }: Operation): readonly string[] =>
  body && bodiless.has(method) ? [`${id}: a body means nothing to ${method.toUpperCase()}: take it away.`] : []

const inTags = ({ id, tags: own }: Operation, { tags }: Table): readonly string[] =>
  own
    .filter((tag) => !tags.some(({ name }) => name === tag))
    .map((tag) => `${id}: the tag ${tag} is not described: add it to the tags of the document.`)

const inSecurity = ({ id, security = [] }: Operation, { components }: Table): readonly string[] =>
  security
    .flatMap((one) => Object.keys(one))
    .filter((name) => !Object.hasOwn(components.securitySchemes ?? {}, name))
    .map((name) => `${id}: no security scheme is called ${name}: add it to the components.`)

const shown = (path: string): string => path.replaceAll(/\{[^{}]+\}/g, '{}')

/** What is wrong with a table before a document is made of it, a sentence each. */
export const mistakesIn = (table: Table): readonly string[] => [
  ...twice(table.operations.map(({ id }) => id)).map(
    (id) => `${id}: two operations have this id: call one something else.`,
  ),
  ...twice(table.operations.map(({ method, path }) => `${method.toUpperCase()} ${shown(path)}`)).map(
    (route) => `${route}: two operations answer there: give one another method or path.`,
  ),
  ...table.operations.flatMap((operation) => [
    ...inPath(operation),
    ...inBody(operation),
    ...inAnswers(operation, table),
    ...inTags(operation, table),
    ...inSecurity(operation, table),
  ]),
]
