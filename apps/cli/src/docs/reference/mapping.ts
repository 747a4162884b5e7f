import { mappingSchema, shippedMappings } from '@deskledger/importing'

interface SchemaNode {
  readonly description?: string
  readonly type?: unknown
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly SchemaNode[]
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly required?: readonly string[]
  readonly items?: SchemaNode
  readonly additionalProperties?: SchemaNode | boolean
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const typeOf = (node: SchemaNode): string => {
  if (node.anyOf) return [...new Set(node.anyOf.map(typeOf))].join(' or ')
  if (node.enum) return node.enum.map((value) => `\`${JSON.stringify(value)}\``).join(' or ')
  if (node.const !== undefined) return `\`${JSON.stringify(node.const)}\``
  if (node.items) return `list of ${typeOf(node.items)}`
  return typeof node.type === 'string' ? node.type : 'object'
}

const below = (node: SchemaNode, path: string): readonly string[] => [
  ...rowsOf(node, path),
  ...(node.anyOf ?? []).flatMap((one) => below(one, path)),
  ...(node.items ? below(node.items, `${path}[]`) : []),
  ...(typeof node.additionalProperties === 'object' ? below(node.additionalProperties, `${path}.*`) : []),
]

const rowsOf = ({ properties = {}, required = [] }: SchemaNode, path: string): readonly string[] =>
  Object.entries(properties).flatMap(([name, node]) => {
    const at = path === '' ? name : `${path}.${name}`
    const needed = required.includes(name) ? 'needed' : ''
    return [`| \`${at}\` | ${needed} | ${cell(typeOf(node))} | ${cell(node.description ?? '')} |`, ...below(node, at)]
  })

/** The members of a mapping, from its schema. */
export const mappingPage = (): string =>
  [
    '# Mapping',
    '',
    'How a foreign log is read: one JSON file. [Import a log](../how-to/import-a-log.md) says how to write one, step by step;',
    'editors check it against [mapping.schema.json](mapping.schema.json). `.*` stands for any name, `[]` for each of a list.',
    '',
    `Mappings that ship: ${shippedMappings.map((name) => `\`${name}\``).join(', ')}.`,
    '',
    '| member | | value | meaning |',
    '| --- | --- | --- | --- |',
    ...new Set(rowsOf(mappingSchema(), '')),
    '',
  ].join('\n')
