import type { FileDocument } from '../reading/documents.ts'

/** What kind of document it is. */
export type Kind = 'agreement' | 'business-calendar'

/** A member of an object; undefined: it has none of that name, or is no object. */
export const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined

/** The kind that a document says it is; undefined: none that there is. */
export const kindOf = ({ value }: FileDocument): Kind | undefined => {
  const kind = memberOf(value, 'kind')
  return kind === 'agreement' || kind === 'business-calendar' ? kind : undefined
}

/** A stream is named by what it is about. */
export const streamOf = (kind: Kind, id: string): string => `${kind}-${id}`

/** The stream that a document is about, whatever else is wrong with it; undefined: it does not say. */
export const streamSaid = (document: FileDocument): string | undefined => {
  const [kind, id] = [kindOf(document), memberOf(document.value, 'id')]
  return kind === undefined || typeof id !== 'string' ? undefined : streamOf(kind, id)
}
