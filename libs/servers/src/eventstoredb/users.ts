import type { Streams } from './log/streams.ts'
import { isMetastream, ownerOf } from './log/streams.ts'
import type { Right, Roles } from './log/stream-metadata.ts'

/** Somebody who may log in. */
export interface User {
  readonly name: string
  readonly password: string
  readonly groups: readonly string[]
}

/** The two that every new server has. */
export const DEFAULT_USERS: readonly User[] = [
  { name: 'admin', password: 'changeit', groups: ['$admins'] },
  { name: 'ops', password: 'changeit', groups: ['$ops'] },
]

/** Who calls: somebody known, nobody, or somebody with a wrong name or password. */
export type Caller = User | 'anonymous' | 'unknown'

/** Without TLS a server asks nobody who he is, and lets everybody do everything. */
export const EVERYBODY: User = { name: 'everybody', password: '', groups: ['$admins'] }

const credentialsIn = (header: string) => {
  const [, encoded = ''] = /^Basic (.+)$/i.exec(header) ?? []
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return { name: text.slice(0, Math.max(0, colon)), password: text.slice(colon + 1) }
}

/** The caller that an authorization header names. */
export const callerIn = (users: readonly User[], header: string | undefined): Caller => {
  if (header === undefined) return 'anonymous'
  const { name, password } = credentialsIn(header)
  return users.find((user) => user.name === name && user.password === password) ?? 'unknown'
}

/** Everybody who logged in. */
const ANYBODY: Roles = ['$all']
const ADMINS: Roles = ['$admins']

const META: Readonly<Record<Right, Right>> = { $r: '$mr', $w: '$mw', $d: '$mw', $mr: '$mr', $mw: '$mw' }

/** Who may do something with a stream: as its metadata says, else anybody; system streams are for administrators. */
const allowed = (streams: Streams, stream: string, right: Right): Roles => {
  if (isMetastream(stream)) return allowed(streams, ownerOf(stream), META[right])
  return streams.metadata(stream).acl[right] ?? (stream.startsWith('$') ? ADMINS : ANYBODY)
}

export const may = (streams: Streams, user: User, { stream, right }: { stream: string; right: Right }): boolean => {
  const roles = allowed(streams, stream, right)
  const isAdmin = user.groups.includes('$admins')
  return isAdmin || roles.some((role) => role === '$all' || role === user.name || user.groups.includes(role))
}
