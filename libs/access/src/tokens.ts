import * as E from 'fp-ts/lib/Either.js'
import { jwtVerify, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose'
import { identityIn } from './claims.ts'
import { deniedToken, type Denial } from './denials.ts'
import type { Identity } from './identity.ts'
import { keysOf } from './keys.ts'
import { knownTokens } from './tokens-known.ts'
import { denialOf } from './token-troubles.ts'
import { ALGORITHMS, DEFAULT_ALGORITHMS, DEFAULT_LEEWAY_SECONDS, type TokenSettings } from './token-settings.ts'

/** Who an access token speaks of. Never throws; a denial whose reason is `CannotBeCheckedNow` may pass by itself. */
export type Verify = (token: string) => Promise<E.Either<Denial, Identity>>

/** Longer tokens are not looked into: 16 KiB is the most that common servers take in all headers together. */
export const MOST_TOKEN_BYTES = 16_384

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]*$/

const mistakeIn = (token: string): Denial | undefined => {
  // a character has one byte at least, so that a long text is not counted
  if (token.length > MOST_TOKEN_BYTES || Buffer.byteLength(token) > MOST_TOKEN_BYTES)
    return deniedToken({ reason: 'TokenTooLong', message: `The token is longer than ${MOST_TOKEN_BYTES} bytes.` })
  if (!COMPACT.test(token))
    return deniedToken({ reason: 'NotAToken', message: 'The token is not three parts of base64url between dots.' })
  return undefined
}

const optionsOf = (settings: TokenSettings): JWTVerifyOptions => {
  const { issuer, audience, tokenType, leewaySeconds = DEFAULT_LEEWAY_SECONDS } = settings
  const { algorithms = DEFAULT_ALGORITHMS } = settings
  return {
    issuer,
    audience: typeof audience === 'string' ? audience : [...audience],
    // whatever settings say: a signature that its checker could have made proves nothing
    algorithms: algorithms.filter((name) => ALGORITHMS.includes(name)),
    clockTolerance: leewaySeconds,
    requiredClaims: ['exp', 'sub'],
    ...(tokenType === undefined ? {} : { typ: tokenType }),
  }
}

/** Tokens that are remembered at once: more than people who ask in the same hour. */
const MOST_KNOWN = 10_000

/** Tokens signed with one of these keys. */
export const verifierWith = (keys: JWTVerifyGetKey, settings: TokenSettings): Verify => {
  const options = optionsOf(settings)
  const { leewaySeconds = DEFAULT_LEEWAY_SECONDS } = settings
  const known = knownTokens(keys, { leewaySeconds, most: MOST_KNOWN })

  const checked = async (token: string): Promise<E.Either<Denial, Identity>> => {
    let key: Awaited<ReturnType<JWTVerifyGetKey>> | undefined
    const noting: JWTVerifyGetKey = async (...asked) => (key = await keys(...asked))
    const { payload, protectedHeader: header } = await jwtVerify(token, noting, options)
    const identity = identityIn(payload, settings)
    if (E.isRight(identity)) known.take(token, { identity: identity.right, payload, header, key })
    return identity
  }

  return async (token) => {
    const mistake = mistakeIn(token)
    if (mistake !== undefined) return E.left(mistake)
    try {
      const identity = await known.identityOf(token)
      return identity === undefined ? await checked(token) : E.right(identity)
    } catch (trouble) {
      return E.left(denialOf(trouble))
    }
  }
}

/**
 * Checks OpenID Connect access tokens: signature by a key that the issuer publishes, algorithm, issuer, audience, times,
 * and reads who they speak of. Keys are fetched when they are needed, kept, and follow the issuer's rotation.
 * @source  RFC 7519, RFC 8725, RFC 9068
 */
export const verifier = (settings: TokenSettings): Verify => verifierWith(keysOf(settings), settings)
