import { types } from 'node:util'
import { PersonId } from '@deskledger/kernel'
import { errors } from 'jose'
import { deniedToken, type Denial, type TokenReason } from './denials.ts'

const { isNativeError } = types

const byCode: Readonly<Record<string, TokenReason>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'AlgorithmNotAllowed',
  ERR_JOSE_NOT_SUPPORTED: 'AlgorithmNotAllowed',
  ERR_JWKS_NO_MATCHING_KEY: 'UnknownKey',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'UnknownKey',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'BadSignature',
  ERR_JWS_INVALID: 'NotAToken',
  ERR_JWT_INVALID: 'NotAToken',
  ERR_JWT_EXPIRED: 'Expired',
}

const byClaim: Readonly<Record<string, TokenReason>> = {
  iss: 'OtherIssuer',
  aud: 'OtherAudience',
  nbf: 'NotYetValid',
  typ: 'OtherTokenType',
}

const ofClaim = ({ claim, reason }: errors.JWTClaimValidationFailed): TokenReason => {
  if (reason === 'missing') return 'ClaimMissing'
  return reason === 'check_failed' ? (byClaim[claim] ?? 'ClaimOfWrongShape') : 'ClaimOfWrongShape'
}

/** What is no fault of the token: its keys could not be had, or cannot be used. */
const reasonOf = (trouble: unknown): TokenReason => {
  if (trouble instanceof errors.JWTClaimValidationFailed) return ofClaim(trouble)
  return trouble instanceof errors.JOSEError ? (byCode[trouble.code] ?? 'CannotBeCheckedNow') : 'CannotBeCheckedNow'
}

/** A failed fetch says why in its cause alone. */
const wordsOf = (trouble: unknown): string => {
  if (!isNativeError(trouble)) return String(trouble)
  return isNativeError(trouble.cause) ? `${trouble.message}: ${trouble.cause.message}` : trouble.message
}

/** Whom a token speaks of that is signed as it should be, and wrong in what it claims. */
const subjectIn = (trouble: unknown): { readonly subject?: PersonId } => {
  const isClaims = trouble instanceof errors.JWTClaimValidationFailed || trouble instanceof errors.JWTExpired
  return isClaims && PersonId.is(trouble.payload.sub) ? { subject: trouble.payload.sub } : {}
}

const now = 'The token cannot be checked now: the keys of its issuer cannot be had or used'

/** Why a token was not taken. */
export const denialOf = (trouble: unknown): Denial => {
  const reason = reasonOf(trouble)
  const words = wordsOf(trouble)
  const message = reason === 'CannotBeCheckedNow' ? `${now} (${words}).` : `The token is not taken: ${words}.`
  return deniedToken({ reason, message, ...subjectIn(trouble) })
}
