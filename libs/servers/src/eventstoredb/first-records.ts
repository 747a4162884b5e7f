import { createHash } from 'node:crypto'
import type { Proposal } from './log/entries.ts'
import type { EventLog } from './log/event-log.ts'
import type { User } from './users.ts'

/** A name-based id: the same records of a new server have the same ids. */
const idOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

const systemEvent = (type: string, value: unknown): Proposal => ({
  id: idOf(`${type} ${JSON.stringify(value)}`),
  type,
  json: true,
  data: Buffer.from(JSON.stringify(value)),
  metadata: new Uint8Array(),
})

/** What a new server writes before anybody else: its users and its settings, for readers of `$all` to step over. */
export const writeFirstRecords = (log: EventLog, users: readonly User[]): void => {
  const write = (stream: string, event: Proposal) => {
    log.append({ stream, expected: 'any', events: [event] })
  }
  write('$$$users', systemEvent('$metadata', { $acl: { $r: '$admins', $w: '$admins' } }))
  for (const { name, groups } of users) {
    write(`$user-${name}`, systemEvent('$UserCreated', { loginName: name, groups, disabled: false }))
    write('$users', systemEvent('$User', name))
  }
  write('$settings', systemEvent('$settings', { $userStreamAcl: { $r: '$all', $w: '$all' } }))
}
