import {
  MongoBulkWriteError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  type WriteConcernError,
} from 'mongodb'
import type { ViewFailure } from '@deskledger/read-store'
import { TookTooLong } from './patience.ts'

/** Thrown inside this room alone, to leave what is under way; every door turns it into its failure. */
export class Trouble extends Error {
  readonly failure: ViewFailure
  constructor(failure: ViewFailure) {
    super(failure.message)
    this.failure = failure
  }
}

/** `where` names the database and its servers, never a user or password. */
type Wording = (where: string, reason: string) => ViewFailure

const unavailable: Wording = (where, reason) => ({
  type: 'ViewsUnavailable',
  message: `The read store in ${where} does not answer: ${reason}. What was being written may be there or not; asking again does no harm.`,
})
const refused: Wording = (where, reason) => ({
  type: 'NotViews',
  message: `The read store in ${where} does not let this program in: ${reason}. Check user, password and authSource in its URL.`,
})
const noRights: Wording = (where, reason) => ({
  type: 'ViewsReadOnly',
  message: `The read store in ${where} does not allow this: ${reason}. Give its user the role readWrite on this database.`,
})
const mistrusted: Wording = (where, reason) => ({
  type: 'NotViews',
  message: `The certificate of the read store in ${where} is not trusted: ${reason}. Name its authority with tlsCAFile in the URL, and its servers as the certificate does.`,
})
const full: Wording = (where, reason) => ({
  type: 'ViewsFull',
  message: `The read store in ${where} has no room left: ${reason}. Free some space on its servers and try again.`,
})
const unsure: Wording = (where, reason) => ({
  type: 'ViewsUnavailable',
  message: `The read store in ${where} took a write, but not on a majority of its servers in time: ${reason}. It may be there or not; asking again does no harm.`,
})
const otherCase: Wording = (where, reason) => ({
  type: 'NotViews',
  message: `The read store in ${where} cannot be made: ${reason}. There is a database whose name differs in case only; use that name or another.`,
})

/** By MongoDB's error code. @source https://www.mongodb.com/docs/manual/reference/error-codes/ */
const wordings: Readonly<Record<number, Wording>> = {
  13: noRights,
  18: refused,
  64: unsure,
  100: unsure,
  8000: refused,
  13297: otherCase,
  14031: full,
}

const MISTRUST = /certificate|self.signed|altname|CERT_/iu

const codeOf = (error: unknown): number | undefined =>
  error instanceof MongoServerError && typeof error.code === 'number' ? error.code : undefined

/** The error of the server that was looked for and not found. */
const beneath = (error: unknown): unknown => {
  if (!(error instanceof MongoServerSelectionError)) return error
  const servers = error.reason?.servers.values() ?? []
  return Array.from(servers, (server) => server.error ?? undefined).find((one) => one !== undefined) ?? error
}

const writeConcernOf = (error: unknown): WriteConcernError | undefined =>
  error instanceof MongoBulkWriteError ? error.result.getWriteConcernError() : undefined

const chainOf = (error: unknown): string =>
  error instanceof Error ? [error.message, chainOf(error.cause)].filter((text) => text !== '').join(': ') : ''

const reasonOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error)
  return text.trim().replace(/[.\s]+$/u, '') || 'no reason was given'
}

/** Whether a server showed a certificate that is not trusted. */
export const isMistrust = (error: unknown): boolean =>
  error instanceof MongoNetworkError && MISTRUST.test(chainOf(error))

const wordingOf = (error: unknown): Wording => {
  const code = codeOf(error)
  if (code !== undefined && wordings[code] !== undefined) return wordings[code]
  return isMistrust(error) ? mistrusted : unavailable
}

/** What went wrong, in words. */
export const failureOf = (where: string, error: unknown): ViewFailure => {
  if (error instanceof Trouble) return error.failure
  if (error instanceof TookTooLong) return unavailable(where, error.message)
  if (error instanceof MongoTopologyClosedError)
    return unavailable(where, 'the connection was given up, and is made anew')
  const concern = writeConcernOf(error)
  if (concern !== undefined) return unsure(where, concern.errmsg ?? 'the majority did not answer')
  const cause = beneath(error)
  return wordingOf(cause)(where, reasonOf(cause))
}

/** Whether it is the way to the servers that failed, not they that refused. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof TookTooLong ||
  error instanceof MongoNetworkError ||
  error instanceof MongoServerSelectionError ||
  error instanceof MongoTopologyClosedError

/** Whether a document with this key was there already. */
export const isDuplicateKey = (error: unknown): boolean => codeOf(error) === 11000

/** Whether a collection is not there. */
export const isMissing = (error: unknown): boolean =>
  codeOf(error) === 26 || (error instanceof MongoServerError && error.message === 'ns not found')
