import tab from '@bomb.sh/tab/commander'
import type { Command } from 'commander'
import { shippedMappings } from '@deskledger/importing'
import { register } from '@deskledger/register'
import { metricCatalogue } from '@deskledger/reports'

const tables = (): readonly string[] =>
  register.flatMap(({ readModels }) =>
    readModels.flatMap(({ name, tables, rollups }) => [name, ...[...tables, ...rollups].map((one) => one.name)]),
  )

const offer = (values: readonly string[]) => (complete: (value: string, description: string) => void) => {
  for (const value of values) complete(value, '')
}

/** Adds `complete SHELL`, and what the shells ask while somebody types. */
export const addCompletion = (root: Command): void => {
  const completion = tab(root)
  completion.commands.get('list')?.argument('read-model', offer(tables()))
  completion.commands
    .get('rebuild')
    ?.argument('read-model', offer(register.flatMap((one) => one.readModels.map(({ name }) => name))))
  completion.commands.get('explain')?.argument('what', offer(metricCatalogue.map(({ name }) => name)))
  completion.commands.get('import')?.option('mapping', 'what the columns mean', offer([...shippedMappings, 'ledger']))
}
