import type { AnyProjection, Index } from '@deskledger/kernel'
import { register } from '@deskledger/register'
import { docstringsIn } from './docstrings.ts'

interface TableAbout {
  readonly name: string
  readonly indexes: readonly Index[]
}

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const partOf = (docs: ReadonlyMap<string, string>, kind: string, { name, indexes }: TableAbout): readonly string[] => {
  const text = docs.get(camel(name))
  if (text === undefined) throw new Error(`${name} has no docstring: say what it shows above its projection`)
  return [
    `### ${name}`,
    '',
    text,
    '',
    kind,
    '',
    'Answered from an index: ' +
      indexes.map(({ fields }) => fields.map((field) => `\`${field}\``).join(', ')).join('; ') +
      '. A query that names the leading fields by equality and sorts or ranges over the next looks at no other rows.',
    '',
  ]
}

const modelPart = (docs: ReadonlyMap<string, string>, { name, version, indexes, tables, rollups }: AnyProjection) => [
  `## ${name}`,
  '',
  ...partOf(docs, `Documents of the projection ${name}, version ${version}.`, { name, indexes }),
  ...tables.flatMap((table) => partOf(docs, `Rows derived from the documents of ${name}.`, table)),
  ...rollups.flatMap((rollup) =>
    partOf(docs, `Numbers over the documents of ${name}: fields \`labels\`, \`count\`, \`sum\`, \`sketch\`.`, rollup),
  ),
]

/** The read models, from their projections. */
export const readModelsPage = (): string =>
  [
    '# Read models',
    '',
    'What people look at, folded from the events. Each can be listed with `deskledger list`, rebuilt with `deskledger rebuild`',
    'and is compared with a fresh fold by `deskledger verify`. Derived rows and numbers are rebuilt with their documents.',
    '',
    ...register.flatMap(({ name, readModels }) => {
      const docs = docstringsIn(`packages/practices/src/${name}/read-models`)
      return readModels.flatMap((model) => modelPart(docs, model))
    }),
  ].join('\n')
