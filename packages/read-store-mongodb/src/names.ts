import { sha256 } from '@deskledger/kernel'
import type { TableId } from '@deskledger/read-store'

/** All that stands in a database under other names is left alone. */
const PREFIX = 'deskledger.'

/** The collection that names all others. */
export const CATALOGUE = 'deskledger-catalogue'

/** Of one part of a name. With the prefix and a database of 63 bytes this stays well below what MongoDB takes for both. */
const MOST_BYTES = 40

const bytes = (text: string): number => Buffer.byteLength(text)
const percent = (character: string): string =>
  Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

const cut = (text: string, most: number): string => {
  let kept = ''
  for (const character of text) {
    if (bytes(kept + character) > most) break
    kept += character
  }
  return kept
}

/** Too long a name is cut; its hash tells it from others that begin alike. The catalogue has it whole. */
const shortened = (original: string, safe: string): string =>
  bytes(safe) <= MOST_BYTES ? safe : `${cut(safe, MOST_BYTES - 17)}~${sha256(original).slice(0, 16)}`

const part = (name: string): string => shortened(name, name.replace(/[^\p{L}\p{N}_-]/gu, percent))

/**
 * The collection of a table, readable where the names are: `deskledger.tickets.v1`. A table that is made again after it
 * was dropped has another collection, so that a writer who has not heard of it yet writes into none that is read.
 */
export const collectionOf = ({ name, generation }: TableId, incarnation: number): string =>
  `${PREFIX}${part(name)}.${part(generation)}${incarnation === 1 ? '' : `.${incarnation}`}`

/** The member of `by` that holds an indexed path: MongoDB gives dots and dollars a meaning, and an empty name none. */
const memberOf = (path: string): string => (path === '' ? '%' : path.replace(/[.$%\0]/g, percent))

/** Where a document keeps the value that an indexed path has. */
export const fieldOf = (path: string): string => `by.${memberOf(path)}`

/** `by` as it is stored. */
export const byOf = <V>(entries: readonly (readonly [path: string, value: V])[]): Readonly<Record<string, V>> =>
  Object.fromEntries(entries.map(([path, value]) => [memberOf(path), value]))

/** The name of the index over these paths: the same paths, the same name. */
export const indexNameOf = (paths: readonly string[]): string => {
  const name = `by ${paths.map(memberOf).join(', ')}`
  return bytes(name) <= 120 ? name : `${cut(name, 103)}~${sha256(JSON.stringify(paths)).slice(0, 16)}`
}
/** The index that lists and counts every live document. */
export const BY_KEY = 'by key'
