import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withOutputs } from './console-blocks.ts'
import { withRegions } from './regions.ts'
import { root } from './root.ts'
import { openShell } from './shell.ts'

const pagesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `${folder}/${name}`)

/** Pages whose code and outputs are made, not typed: paths from the top of the repository. */
export const pages: readonly string[] = [
  'README.md',
  'packages/embedded/README.md',
  ...pagesIn('docs/tutorial'),
  ...pagesIn('docs/how-to'),
]

/** A page as it stands. */
export const standing = (page: string): string => readFileSync(join(root, page), 'utf8')

/** A page as it should stand: regions as the sources have them, outputs as its commands give them, run in order. */
export const rewritten = async (page: string): Promise<string> => {
  const shell = openShell()
  try {
    return await withOutputs(withRegions(standing(page), standing), shell.type)
  } finally {
    shell.close()
  }
}
