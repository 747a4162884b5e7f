import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const ours = [
  'event-store',
  'event-store-sqlite',
  'flows',
  'kernel',
  'practices',
  'read-store',
  'read-store-sqlite',
  'runtime',
]
const theirs = ['@photostructure', 'csv-parse', 'fp-ts', 'io-ts', 'rrule-temporal', 'temporal-spec']

/** TypeScript in, an ECMAScript module out. */
export type Transform = (source: string) => string

const emit = (from: string, to: string, transform: Transform): void => {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue
    const file = join(entry.parentPath, entry.name)
    const target = join(to, file.slice(from.length)).replace(/\.ts$/, '.js')
    mkdirSync(dirname(target), { recursive: true })
    // as tsc does with rewriteRelativeImportExtensions
    const code = transform(readFileSync(file, 'utf8')).replaceAll(/(from\s+['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2')
    writeFileSync(target, code)
  }
}

/**
 * Our packages as JavaScript in a folder, for specs that start a hundred processes: each starts in a fraction of the
 * time that it takes to read the sources. Answers where this package's modules are.
 */
export const builtIn = (folder: string, transform: Transform): string => {
  const modules = join(folder, 'node_modules')
  const packages = [...ours.map((name) => `packages/${name}`), 'libs/importing', 'libs/register']
  mkdirSync(join(modules, '@deskledger'), { recursive: true })
  for (const name of theirs) symlinkSync(join(root, 'node_modules', name), join(modules, name))
  for (const path of packages) {
    const to = join(modules, '@deskledger', path.slice(path.indexOf('/') + 1))
    emit(join(root, path, 'src'), join(to, 'dist'), transform)
    copyFileSync(join(root, path, 'package.json'), join(to, 'package.json'))
  }
  return join(modules, '@deskledger/register/dist')
}
