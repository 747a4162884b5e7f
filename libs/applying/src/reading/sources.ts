import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { buffer } from 'node:stream/consumers'
import * as E from 'fp-ts/lib/Either.js'
import type { FileMistake } from '../mistakes.ts'

/** Where documents come from: what messages call it, and what paths in it are relative to. */
export interface Origin {
  readonly name: string
  /** null: it came without files beside it, and nothing that it names is read */
  readonly folder: string | null
}

/** A text to read. */
export interface Source extends Origin {
  readonly folder: string
  readonly text: string
}

/** Bytes of standard input. */
export type Input = AsyncIterable<Buffer | string>

const MOST = 16 * 1_048_576

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

const reasonOf = (error: unknown): string => {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'There is no such file. Check the path; "-" reads standard input.'
    case 'EISDIR':
      return 'This is a folder. Name the files in it.'
    case 'EACCES':
    case 'EPERM':
      return 'This user may not read it. Change its permissions, or copy it.'
    default:
      return `It cannot be read (${error instanceof Error ? error.message : String(error)}). Check the disk and the path.`
  }
}

type Read = E.Either<FileMistake, Buffer>
const wrong = (file: string, message: string, line = 0): E.Left<FileMistake> => ({
  _tag: 'Left',
  left: { file, line, column: 0, pointer: '', message },
})

const fromFile = async (path: string): Promise<Read> => {
  try {
    const about = await stat(path)
    if (about.isFile() && about.size > MOST)
      return wrong(
        path,
        `It has more than ${MOST / 1_048_576} MiB. Name a file of agreements and calendars, or divide it.`,
      )
    return E.right(await readFile(path))
  } catch (error) {
    return wrong(path, reasonOf(error))
  }
}

const fromInput = async (input: Input): Promise<Read> => {
  try {
    return E.right(await buffer(input))
  } catch (error) {
    return wrong(
      '-',
      `Standard input broke off (${error instanceof Error ? error.message : String(error)}). Send it again.`,
    )
  }
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** The first line, from 1, that is not UTF-8. */
const badLine = (bytes: Buffer): number => {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start)
    const next = end === -1 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(start, next))) return line
    start = next
  }
  return line
}

const textOf = (name: string, bytes: Buffer): E.Either<FileMistake, string> =>
  isUtf8(bytes)
    ? E.right(bytes.toString('utf8').replace(/^\uFEFF/, ''))
    : wrong(name, 'This line is not UTF-8. Save the file in that encoding.', badLine(bytes))

/** The text of a file; what is wrong with it as a file. */
export const readText = async (path: string): Promise<E.Either<FileMistake, string>> => {
  const bytes = await fromFile(path)
  return E.isLeft(bytes) ? bytes : textOf(path, bytes.right)
}

/** Reads what was named; `-` is standard input. */
export const readSource = async (name: string, input: Input): Promise<E.Either<FileMistake, Source>> => {
  const bytes = name === '-' ? await fromInput(input) : await fromFile(name)
  const text = E.isLeft(bytes) ? bytes : textOf(name, bytes.right)
  return E.map((read: string): Source => ({ name, folder: name === '-' ? '.' : dirname(name), text: read }))(text)
}
