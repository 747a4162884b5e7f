import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../pages/root.ts'

const exported = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const (\w+)/g

const textOf = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trim())
    .filter((line) => !line.startsWith('@'))
    .join(' ')
    .trim()

/** What is said above each exported value in the sources of a folder, by its name. */
export const docstringsIn = (folder: string): ReadonlyMap<string, string> => {
  const path = join(root, folder)
  const sources = readdirSync(path).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  return new Map(
    sources.flatMap((name) =>
      [...readFileSync(join(path, name), 'utf8').matchAll(exported)].map(
        ([, comment = '', value = '']) => [value, textOf(comment)] as const,
      ),
    ),
  )
}
