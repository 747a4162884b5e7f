import {
  canonicalJson,
  decodeStrictly,
  hashOf,
  Instant,
  Sha256,
  START,
  Uuid,
  type StoredEvent,
} from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { asUtf8 } from './encodings.ts'
import { unpacked, type Input } from './input.ts'
import { halt, wordsOf, type Halt } from './trouble.ts'

/** An event as `export` writes it: one line of JSON. A position, as older exports have it, is of the ledger it came from. */
const ExportedEvent = t.strict(
  {
    stream: t.string,
    revision: t.number,
    position: t.union([t.string, t.undefined]),
    eventId: Uuid,
    type: t.string,
    data: t.unknown,
    metadata: t.strict({ commandId: Uuid, correlationId: Uuid, causationId: Uuid, schemaVersion: t.number }),
    recordedAt: Instant,
    hash: Sha256,
  },
  'ExportedEvent',
)

const MOST_LINE = 64 * 1024 * 1024

/** The lines of an export with their numbers; empty ones are skipped. */
export async function* lines(input: Input): AsyncGenerator<readonly [number, string], void, undefined> {
  let number = 0
  let rest = ''
  for await (const chunk of asUtf8(unpacked(input, 'auto'), 'utf-8', input.name)) {
    const parts = (rest + chunk.toString('utf8')).split('\n')
    rest = parts.pop() ?? ''
    if (rest.length > MOST_LINE) throw notAnExport(input.name, number + 1, 'the line has no end')
    for (const part of parts) {
      number++
      if (part.trim() !== '') yield [number, part]
    }
  }
  if (rest.trim() !== '') yield [number + 1, rest]
}

export const notAnExport = (name: string, line: number, what: string): Halt =>
  halt(
    'NotAnExport',
    `Line ${line} of ${name}: ${what}. Nothing was imported. Take the file as "deskledger export" wrote it.`,
  )

/** One line as an event. */
export const eventOf = (text: string, place: { readonly name: string; readonly line: number }): StoredEvent => {
  const parsed = E.tryCatch(() => JSON.parse(text) as unknown, wordsOf)
  if (E.isLeft(parsed)) throw notAnExport(place.name, place.line, `this is not JSON (${parsed.left})`)
  const decoded = decodeStrictly(ExportedEvent, parsed.right)
  if (E.isRight(decoded)) return { ...decoded.right, position: START }
  const what = decoded.left.map(({ pointer, message }) => `${pointer || 'the whole'}: ${message}`).join('; ')
  throw notAnExport(place.name, place.line, what)
}

/** What is wrong with an event as the next of its stream; null: nothing. */
export const faultOf = (
  before: { readonly revision: number; readonly hash: string },
  event: StoredEvent,
): string | null => {
  const expected = before.revision + 1
  const at = `${event.stream} revision ${event.revision}`
  if (event.revision !== expected)
    return `${at} comes where revision ${expected} is due; a line is missing, doubled or moved`
  return hashOf(before.hash, event) === event.hash
    ? null
    : `${at} does not have its hash ${event.hash}: the line, or one before it in the stream, was changed`
}

export const textOf = (event: StoredEvent): string => canonicalJson(event)
