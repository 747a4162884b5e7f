import { BSON } from 'mongodb'
import * as E from 'fp-ts/lib/Either.js'
import {
  fieldReader,
  textOfChange,
  type Change,
  type Held,
  type TableId,
  type Value,
  type ViewFailure,
} from '@deskledger/read-store'
import { byOf } from './names.ts'

/** A document as MongoDB holds it. A tombstone is `{ _id, position, gone: true }`. */
export interface Stored {
  readonly _id: string
  readonly position: string
  readonly gone: boolean
  /** the values of indexed paths, as they are compared */
  readonly by?: Readonly<Record<string, Value>>
  readonly document?: object
  /** JSON, where BSON would not give the document back as it was */
  readonly text?: string
}

/** A change ready to be written. */
export interface Packed {
  readonly key: string
  readonly position: string
  /** all but the key */
  readonly replacement: Omit<Stored, '_id'>
}

/** Half a surrogate pair has no UTF-8 form: it is compared as U+FFFD. */
const comparable = (value: Value): Value => (typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\uFFFD') : value)

/** Reads a value as MongoDB compares it. */
export const valueReader = (path: string): ((document: object) => Value) => {
  const read = fieldReader(path)
  return (document) => comparable(read(document))
}

/** The values of these paths. */
const byReader = (paths: readonly string[]): ((document: object) => Readonly<Record<string, Value>>) => {
  const readers = paths.map((path) => [path, valueReader(path)] as const)
  return (document) => byOf(readers.map(([path, read]) => [path, read(document)] as const))
}

/** MongoDB nests at most 100 deep, and `document` is one of them. */
const DEEPEST = 80

/**
 * Not plain: names that BSON ends early, that MongoDB reads as a path, an operator or a reference, that the driver takes
 * for a type of its own, and those of every object (`constructor`), under which it gives lists back as bytes.
 */
const isPlainName = (name: string): boolean =>
  !/^$|^\$|[.\0\p{Cs}]|^_bsontype$/u.test(name) && !Object.hasOwn(Object.prototype, name)

/** Whether BSON gives this JSON back as it is. */
const isFaithful = (value: unknown, depth = 0): boolean => {
  if (typeof value === 'string') return !/\p{Cs}/u.test(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth === DEEPEST) return false
  return Array.isArray(value)
    ? value.every((entry) => isFaithful(entry, depth + 1))
    : Object.entries(value).every(([name, entry]) => isPlainName(name) && isFaithful(entry, depth + 1))
}

const parse = (text: string): object => JSON.parse(text) as object

const bodyOf = (text: string, document: object): Pick<Stored, 'document' | 'text'> =>
  isFaithful(document) ? { document } : { text }

/** What a statement may take, in bytes: the driver refuses what is not smaller than this, and the whole bulk with it. */
const MOST = 16 * 1024 * 1024
/** A text below this takes less than `MOST` in BSON whatever it holds: need not be measured. In UTF-16 units. */
const SURELY_SMALL = 1024 * 1024

const tooLarge = ({ name }: TableId, key: string, size: number): ViewFailure => ({
  type: 'DocumentTooLarge',
  message: `The document '${key}' of table '${name}' takes ${size} bytes in MongoDB, which holds less than ${MOST}. Nothing of this list was written; let the read model keep less in one document.`,
})

/** The guard: only what is older gives way. It names the shard key, which is the key. */
export const guardOf = ({
  key,
  position,
}: Packed): { readonly _id: string; readonly position: { readonly $lt: string } } => ({
  _id: key,
  position: { $lt: position },
})

const measured = (table: TableId, packed: Packed): E.Either<ViewFailure, Packed> => {
  const size = BSON.calculateObjectSize({ q: guardOf(packed), u: packed.replacement, multi: false, upsert: true })
  return size < MOST ? E.right(packed) : E.left(tooLarge(table, packed.key, size))
}

/** Turns one change into what is stored. */
const pack = (table: TableId, by: ReturnType<typeof byReader>, change: Change): E.Either<ViewFailure, Packed> => {
  const text = textOfChange(table, change)
  if (E.isLeft(text)) return text
  const { key, position } = change
  if (text.right === undefined) return E.right({ key, position, replacement: { position, gone: true } })
  const document = parse(text.right)
  const packed = {
    key,
    position,
    replacement: { position, gone: false, by: by(document), ...bodyOf(text.right, document) },
  }
  return text.right.length < SURELY_SMALL ? E.right(packed) : measured(table, packed)
}

/**
 * Turns changes into what is stored, with the values of these paths.
 * @errors  BadQuery, DocumentTooLarge: of the first change that cannot be written
 */
export const packAll = (
  table: TableId,
  paths: readonly string[],
  changes: readonly Change[],
): E.Either<ViewFailure, readonly Packed[]> => {
  const by = byReader(paths)
  const packed: Packed[] = []
  for (const change of changes) {
    const one = pack(table, by, change)
    if (E.isLeft(one)) return one
    packed.push(one.right)
  }
  return E.right(packed)
}

/** The document that is stored; a tombstone has none. */
export const documentOf = ({ document, text }: Pick<Stored, 'document' | 'text'>): object | undefined =>
  text === undefined ? document : parse(text)

/** What is stored, as the port gives it. */
export const heldOf = (stored: Stored): Held => ({
  key: stored._id,
  position: stored.position,
  document: documentOf(stored),
})
