import { LAST_REVISION } from '../protocol/messages.ts'

/** Who may do something: names of users and groups. */
export type Roles = readonly string[]

/** What a stream's metadata means to the server; other keys are the owner's business. */
export interface StreamMetadata {
  readonly maxCount?: number
  /** seconds */
  readonly maxAge?: number
  readonly truncateBefore?: number
  readonly softDeleted: boolean
  readonly acl: Readonly<Partial<Record<Right, Roles>>>
}

/** Keys of `$acl`: read, write, delete, read metadata, write metadata. */
export type Right = '$r' | '$w' | '$d' | '$mr' | '$mw'

export const NO_METADATA: StreamMetadata = { softDeleted: false, acl: {} }

/** Metadata as JSON. `$tb` of a soft-deleted stream is more than a double can hold. */
export const softDeletion = (): string => `{"$tb":${LAST_REVISION}}`

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

const roles = (value: unknown): Roles | undefined => {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((role) => typeof role === 'string') : undefined
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const aclIn = (value: unknown): StreamMetadata['acl'] => {
  if (!isObject(value)) return {}
  const rights: readonly Right[] = ['$r', '$w', '$d', '$mr', '$mw']
  return Object.fromEntries(
    rights.flatMap((right) => {
      const given = roles(value[right])
      return given === undefined ? [] : [[right, given]]
    }),
  )
}

const parsed = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const present = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never

/** Metadata as stored; what is no JSON object counts as none. */
export const metadataIn = (data: Uint8Array): StreamMetadata => {
  const value = parsed(Buffer.from(data).toString('utf8'))
  if (value === undefined) return NO_METADATA
  const truncateBefore = number(value['$tb'])
  return {
    ...present({ maxCount: number(value['$maxCount']), maxAge: number(value['$maxAge']), truncateBefore }),
    softDeleted: truncateBefore === Number(LAST_REVISION),
    acl: aclIn(value['$acl']),
  }
}

/** The metadata of a soft-deleted stream that begins anew at a revision; undefined where it is no JSON object. */
export const undeleted = (data: Uint8Array, from: number): string | undefined => {
  const value = parsed(Buffer.from(data).toString('utf8'))
  return value === undefined ? undefined : JSON.stringify({ ...value, $tb: from })
}
