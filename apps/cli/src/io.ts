import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { styleText } from 'node:util'
import { ReaderGone } from './stop.ts'

/** A stream that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** All that a command knows of the world: its streams, who asks, what time it is, and whether it is to stop. */
export interface Io {
  readonly stdin: Readable
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** milliseconds since 1970 */
  readonly now: () => number
  readonly user: () => string
  /** aborts on Ctrl-C */
  readonly interrupted: AbortSignal
}

type Style = Parameters<typeof styleText>[0]

const set = (value: string | undefined): boolean => value !== undefined && value !== ''

/**
 * Whether a stream takes colours: a terminal does, unless NO_COLOR is set; FORCE_COLOR decides where it is set.
 * @source  https://no-color.org, https://force-color.org
 */
export const coloured = ({ env }: Io, stream: Output): boolean => {
  if (set(env['NO_COLOR'])) return false
  if (set(env['FORCE_COLOR'])) return env['FORCE_COLOR'] !== '0'
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}

/** Colours a text for a stream that takes colours. */
export const painter =
  (io: Io, stream: Output) =>
  (style: Style, text: string): string =>
    coloured(io, stream) ? styleText(style, text, { validateStream: false }) : text

/** Writes, and waits until a slow reader has made room. */
export const write = async (stream: Output, text: string): Promise<void> => {
  if (!stream.writable) throw new ReaderGone()
  if (stream.write(text)) return
  const gone = new AbortController()
  const { signal } = gone
  try {
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })])
  } catch {
    throw new ReaderGone()
  } finally {
    gone.abort()
  }
}
