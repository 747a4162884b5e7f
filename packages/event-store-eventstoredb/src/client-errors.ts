import {
  AccessDeniedError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client'
import type { Answer } from './append-messages.ts'

/** What an error of the client means to whoever called. */
export type Meaning =
  /** user or password are wrong */
  | 'unknown-user'
  | 'denied'
  | 'deleted'
  | 'no-stream'
  /** the server's certificate is not trusted, or it does not speak TLS */
  | 'mistrust'
  /** nobody is there */
  | 'unreachable'
  /** what passes: connection lost, server busy, starting, stopping, another leader */
  | 'passing'

const codeOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
    ? error.code
    : undefined

/** Codes of gRPC. */
const PERMISSION_DENIED = 7
const UNAUTHENTICATED = 16

export const textOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/^\d+ [A-Z_]+: /, '')
}

const mistrust = /certificate|self.signed|SSL|TLS|EPROTO|wrong version number|ALPN|altname/i
const nobody = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|Name resolution|Failed to discover/i

const byText = (text: string): Meaning =>
  mistrust.test(text) ? 'mistrust' : nobody.test(text) ? 'unreachable' : 'passing'

/** Error classes come with no code where they were made from a message of the server. */
export const meaningOf = (error: unknown): Meaning => {
  const code = codeOf(error)
  if (code === UNAUTHENTICATED) return 'unknown-user'
  if (error instanceof AccessDeniedError || code === PERMISSION_DENIED) return 'denied'
  if (error instanceof StreamDeletedError) return 'deleted'
  if (error instanceof StreamNotFoundError) return 'no-stream'
  return byText(textOf(error))
}

/** What the error that ended a call means for the appends that went over it. */
export const answerToError = (error: unknown): Answer => {
  if (error instanceof WrongExpectedVersionError)
    return { kind: 'wrong-revision', actual: error.actualVersion === 'no_stream' ? -1 : Number(error.actualVersion) }
  if (error instanceof MaxAppendSizeExceededError) return { kind: 'too-large', limit: error.maxAppendSize }
  const meaning = meaningOf(error)
  if (meaning === 'deleted') return { kind: 'deleted' }
  if (meaning === 'denied' || meaning === 'unknown-user') return { kind: 'denied' }
  return { kind: 'unknown', why: textOf(error), sent: meaning === 'passing' }
}
