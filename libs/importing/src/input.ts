import { once } from 'node:events'
import { createReadStream, type ReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { codeOf, halt, wordsOf, type Halt } from './trouble.ts'

/** Bytes of a log, as they come. */
export type Bytes = AsyncIterable<Buffer>

/** A log to read: `name` is what messages call it. */
export interface Input {
  readonly name: string
  readonly bytes: Bytes
  /** size of the file; null for a stream */
  readonly totalBytes: number | null
}

export type Compression = 'auto' | 'none' | 'gzip'

const unreadable = (path: string, error: unknown): Halt => {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return halt('NoSuchFile', `There is no file ${path}. Check the path; "-" reads standard input.`)
    case 'EISDIR':
      return halt('Unreadable', `${path} is a folder, not a file. Name the log inside it.`)
    case 'EACCES':
    case 'EPERM':
      return halt('Unreadable', `${path} may not be read by this user. Change its permissions or copy it.`)
    default:
      return halt('Unreadable', `${path} cannot be read (${wordsOf(error)}). Check the disk and the path.`)
  }
}

async function* guarded(stream: ReadStream, path: string): Bytes {
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    throw unreadable(path, error)
  }
}

const openFile = async (path: string): Promise<Input> => {
  try {
    const about = await stat(path)
    if (about.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
    const stream = createReadStream(path)
    await once(stream, 'open')
    return { name: path, bytes: guarded(stream, path), totalBytes: about.isFile() ? about.size : null }
  } catch (error) {
    throw unreadable(path, error)
  }
}

async function* buffers(stream: AsyncIterable<Buffer | string>): Bytes {
  try {
    for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  } catch (error) {
    throw halt('Unreadable', `Standard input broke off (${wordsOf(error)}). Send the log again.`)
  }
}

/** Opens a log: a path, `-` for standard input, or a stream of bytes. */
export const openInput = async (input: string | AsyncIterable<Buffer | string>): Promise<Input> => {
  if (typeof input === 'string' && input !== '-') return openFile(input)
  const stream = typeof input === 'string' ? process.stdin : input
  return { name: 'standard input', bytes: buffers(stream), totalBytes: null }
}

async function* opened(name: string, bytes: Bytes): Bytes {
  const gunzip = pipeline(bytes, createGunzip(), () => undefined)
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    if (codeOf(error) === 'Z_BUF_ERROR')
      throw halt('Truncated', `${name} ends in the middle of its gzip data. Copy or download it again, completely.`)
    if (codeOf(error).startsWith('Z_'))
      throw halt('Truncated', `The gzip data of ${name} is damaged (${wordsOf(error)}). Copy or download it again.`)
    throw error
  }
}

async function* joined(first: Buffer, rest: AsyncIterator<Buffer, unknown>): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield first
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

const beginsGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** The first bytes, two at least where there are two. */
const firstOf = async (source: AsyncIterator<Buffer, unknown>): Promise<Buffer> => {
  let first: Buffer = Buffer.alloc(0)
  while (first.length < 2) {
    const next = await source.next()
    if (next.done === true) break
    first = Buffer.concat([first, next.value])
  }
  return first
}

/** What a log holds once it is unpacked. `auto` goes by the first two bytes, never by the name. */
export async function* unpacked({ name, bytes }: Input, compression: Compression): Bytes {
  const source = bytes[Symbol.asyncIterator]()
  const first = await firstOf(source)
  if (first.length === 0)
    throw halt('Empty', `${name} is empty: not even a line of column names. Export the log again.`)
  if (compression === 'gzip' && !beginsGzip(first)) {
    await source.return?.()
    throw halt('NotCsv', `${name} is not gzip, as the mapping says. Set file.compression to "auto" or "none".`)
  }
  const whole = joined(first, source)
  yield* compression !== 'none' && beginsGzip(first) ? opened(name, whole) : whole
}
