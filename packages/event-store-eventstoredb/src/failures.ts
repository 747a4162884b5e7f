import type { StoreFailure } from '@deskledger/event-store'
import { textOf, type Meaning } from './client-errors.ts'

type Plain = Exclude<StoreFailure, { type: 'WrongRevision' | 'MixedRepeat' }>

const server = (where: string): string => `EventStoreDB at ${where}`

/** The certificate, or the lack of one, is nothing that passes: a person must mend it, as user, password and rights. */
const mistrusted = (where: string, said: string): Plain => ({
  type: 'NotALedger',
  message: `${server(where)} could not be trusted (${said}): give its certificate authority by tlsCAFile, see that the certificate is for this host, or use tls=false for a server without TLS.`,
})

const unknownUser = (where: string): Plain => ({
  type: 'NotALedger',
  message: `${server(where)} refused the user or the password of the connection string: correct them.`,
})

const mayNot = (where: string, what: string): Plain => ({
  type: 'NotALedger',
  message: `The user of the connection string has no right to ${what} on EventStoreDB at ${where}: give the user the right, or use another.`,
})

export const mayNotAppend = (where: string, stream: string): Plain => ({
  type: 'StoreReadOnly',
  message: `The user of the connection string has no right to append to stream ${stream} on EventStoreDB at ${where}: give the user the right, or use another.`,
})

export const unreachable = (where: string, said: string): Plain => ({
  type: 'StoreUnavailable',
  message: `${server(where)} could not be reached (${said}): see that it runs, and that host and port are right. Nothing was written.`,
})

/** What to do, and how long it was tried. */
interface Tried {
  readonly what: string
  readonly patience: number
  readonly said: string
}

export const noAnswer = (where: string, { what, patience, said }: Tried): Plain => ({
  type: 'StoreUnavailable',
  message: `${server(where)} gave no answer within ${patience} ms to ${what} (${said}): see that it runs, and try again.`,
})

export const unsettled = (where: string, { what, patience, said }: Tried): Plain => ({
  type: 'TimedOut',
  message: `No answer from EventStoreDB at ${where} within ${patience} ms for ${what} (${said}): it may have been written or not. Repeat it with the same event ids and the same expected revision.`,
})

/** What the audit trail has lost, and what to do. */
export const deletedForEver = (stream: string): Plain => ({
  type: 'Damaged',
  message: `Stream ${stream} was deleted for ever on the server (a tombstone): its events are a hole in the audit trail. Nothing can be appended to it; restore a backup.`,
})

export const deletedSoftly = (stream: string): Plain => ({
  type: 'Damaged',
  message: `Stream ${stream} was deleted on the server: its events are a hole in the audit trail. Before the next scavenge they come back when $tb is taken out of the stream's metadata; afterwards restore a backup.`,
})

export const cutOff = (stream: string, firstLeft: number): Plain => ({
  type: 'Damaged',
  message: `Stream ${stream} begins with revision ${firstLeft} on the server: what stood before was cut off by $maxCount, $maxAge or $tb in the stream's metadata, and is a hole in the audit trail. Before the next scavenge it comes back when they are taken out; afterwards restore a backup.`,
})

export const allCutOff = (stream: string): Plain => ({
  type: 'Damaged',
  message: `Stream ${stream} shows none of its events: they were cut off by $maxCount, $maxAge or $tb in the stream's metadata, and are a hole in the audit trail. Before the next scavenge they come back when those are taken out; afterwards restore a backup.`,
})

/** Another program has written where the ledger writes. */
export const intruder = (stream: string, { revision, type }: { revision: bigint; type: string }): Plain => ({
  type: 'Damaged',
  message: `Stream ${stream}, revision ${revision}: an event of another system stands there (type ${type}). Keep other systems away from this stream, or give the ledger a name of its own.`,
})

/** The failure that an error means, where trying again is of no use. */
export const finalFailure = (
  where: string,
  what: string,
  error: unknown,
): ((meaning: Meaning) => Plain | undefined) => {
  return (meaning) => {
    switch (meaning) {
      case 'unknown-user':
        return unknownUser(where)
      case 'denied':
        return mayNot(where, what)
      case 'mistrust':
        return mistrusted(where, textOf(error))
      case 'deleted':
      case 'no-stream':
      case 'unreachable':
      case 'passing':
        return undefined
    }
  }
}
