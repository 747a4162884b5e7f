import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { shownPlace, type FileMistake } from './mistakes.ts'
import { readFiles, type FilesRead } from './read-files.ts'

/** A folder for the files of a spec. */
export interface Folder {
  readonly path: string
  /** writes a file, and answers its path */
  readonly write: (name: string, text: string | Uint8Array) => string
  /** writes files, and reads them as a run does */
  readonly read: (files: Readonly<Record<string, string>>, stdin?: string) => Promise<FilesRead>
  readonly remove: () => void
}

export const openTestFolder = (): Folder => {
  const path = mkdtempSync(join(tmpdir(), 'applying-'))
  const write = (name: string, text: string | Uint8Array): string => {
    const file = join(path, name)
    writeFileSync(file, text)
    return file
  }
  const named = (name: string, text: string): string => (name === '-' ? name : write(name, text))
  return {
    path,
    write,
    read: (files, stdin = '') =>
      readFiles(
        Object.entries(files).map(([name, text]) => named(name, text)),
        Readable.from([Buffer.from(stdin)]),
      ),
    remove: () => {
      rmSync(path, { recursive: true, force: true })
    },
  }
}

/** Places and sentences, the folder left out: `a.yaml:7:10: …`. */
export const wordsIn = ({ path }: Folder, mistakes: readonly FileMistake[]): readonly string[] =>
  mistakes.map((mistake) => `${shownPlace(mistake)}: ${mistake.message}`.replaceAll(`${path}/`, ''))

/** The places alone: `7:10`. */
export const placesOf = (mistakes: readonly FileMistake[]): readonly string[] =>
  mistakes.map(({ line, column }) => `${line}:${column}`)
