import * as E from 'fp-ts/lib/Either.js'
import { documentOf } from './document-of.ts'
import type { OpenApi } from './open-api.ts'
import type { Table } from './operation.ts'

/** The document of a table that has no mistakes. */
export const made = (table: Table): OpenApi => {
  const document = documentOf(table)
  if (E.isLeft(document)) throw new Error(document.left.join('\n'))
  return document.right
}
