import * as t from 'io-ts'
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'
import { isTrustworthy, type KeyFetching, type TokenSettings } from './token-settings.ts'

const Discovered = t.type({ issuer: t.string, jwks_uri: t.string })

const secondsOf = ({ cacheSeconds = 600, cooldownSeconds = 30, timeoutSeconds = 5 }: KeyFetching = {}) => ({
  cacheMaxAge: cacheSeconds * 1000,
  cooldownDuration: cooldownSeconds * 1000,
  timeoutDuration: timeoutSeconds * 1000,
})

/** Keys as the issuer publishes them: kept for a time, and fetched once more for a key that is not among them. */
const remoteKeys = (address: string, { fetching }: TokenSettings): JWTVerifyGetKey => {
  if (!isTrustworthy(address)) throw new Error(`${address} is no address that keys may come from: it must be https://`)
  return createRemoteJWKSet(new URL(address), secondsOf(fetching))
}

/** @source  OpenID Connect Discovery 1.0, 4 */
const discover = async (settings: TokenSettings): Promise<JWTVerifyGetKey> => {
  const { issuer, fetching } = settings
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  if (!isTrustworthy(address)) throw new Error(`${address} is no address that keys may come from: it must be https://`)
  const { timeoutDuration } = secondsOf(fetching)
  const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(timeoutDuration) })
  if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}, not 200`)
  const said: unknown = await answer.json()
  if (!Discovered.is(said)) throw new Error(`${address} names no issuer and jwks_uri`)
  if (said.issuer !== issuer) throw new Error(`${address} speaks for the issuer ${said.issuer}, not for ${issuer}`)
  return remoteKeys(said.jwks_uri, settings)
}

/**
 * The issuer's keys, fetched when the first token comes. Discovery that fails is tried again with the next token;
 * tokens that come while it is under way wait for the same answer.
 */
export const keysOf = (settings: TokenSettings): JWTVerifyGetKey => {
  const { jwksUrl } = settings
  let found: Promise<JWTVerifyGetKey> | undefined
  const keys = (): Promise<JWTVerifyGetKey> => {
    found ??= (jwksUrl === undefined ? discover(settings) : Promise.resolve(remoteKeys(jwksUrl, settings))).catch(
      (trouble: unknown) => {
        found = undefined
        throw trouble
      },
    )
    return found
  }
  return async (header, token) => (await keys())(header, token)
}
