import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The top of the repository: as far from the sources as from what is built. */
export const root = resolve(import.meta.dirname, '../../../../..')

/** How Node runs a TypeScript source of this repository, any version of it. */
export const onSources: readonly string[] = [
  '--conditions=@deskledger/source',
  '--import',
  pathToFileURL(join(root, 'tools/ts.js')).href,
]
