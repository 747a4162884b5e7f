import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Mistake } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { decodeMapping } from './read-mapping.ts'
import type { Mapping } from './mapping.ts'
import { codeOf, troubleOf, wordsOf, type ImportTrouble } from './trouble.ts'

const inPackage = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** The log that comes with the package: 10,000 incidents of a real service desk, anonymised. */
export const bundledLog = {
  path: inPackage('data/servicenow-incidents.csv.gz'),
  mapping: 'servicenow',
  citation:
    'C. Amaral, M. Fantinato, S. Peres, "Incident management process enriched event log", UCI Machine Learning Repository, 2019, doi 10.24432/C57S4H',
  licence: 'CC BY 4.0, https://creativecommons.org/licenses/by/4.0/',
} as const

/** Mappings that can be given by name. */
export const shippedMappings = ['servicenow'] as const

const isShipped = (name: string): boolean => shippedMappings.some((shipped) => shipped === name)

/** Mistakes of a mapping, one a line. */
const wordsForMistakes = (mistakes: readonly Mistake[]): string =>
  mistakes.map(({ pointer, message }) => `\n  ${pointer === '' ? 'the whole' : pointer}: ${message}`).join('')

const parsed = (text: string, path: string): E.Either<ImportTrouble, unknown> =>
  E.tryCatch(
    () => JSON.parse(text.replace(/^\uFEFF/, '')) as unknown,
    (error) => troubleOf('BadMapping', `The mapping ${path} is not JSON: ${wordsOf(error)}. Correct it.`),
  )

const unreadable = (path: string, error: unknown): ImportTrouble =>
  codeOf(error) === 'ENOENT'
    ? troubleOf(
        'BadMapping',
        `There is no mapping ${path}: neither a file nor one that ships (${shippedMappings.join(', ')}). Check the name; docs/how-to/import-a-log.md says how to write one.`,
      )
    : troubleOf('BadMapping', `The mapping ${path} cannot be read (${wordsOf(error)}). Name a JSON file.`)

/**
 * The mapping of a name that ships, else of a file.
 * @errors  BadMapping: no such name or file, no JSON, or all mistakes with their places
 */
export const mappingNamed = async (nameOrPath: string): Promise<E.Either<ImportTrouble, Mapping>> => {
  const path = isShipped(nameOrPath) ? inPackage(`mappings/${nameOrPath}.json`) : nameOrPath
  try {
    const text = await readFile(path, 'utf8')
    return E.flatMap((value: unknown) =>
      E.mapLeft((mistakes: readonly Mistake[]) =>
        troubleOf('BadMapping', `The mapping ${path} has mistakes; correct them:${wordsForMistakes(mistakes)}`),
      )(decodeMapping(value)),
    )(parsed(text, path))
  } catch (error) {
    return E.left(unreadable(path, error))
  }
}
