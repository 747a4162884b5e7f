import { once } from 'node:events'
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose'
import type { TokenSettings } from './token-settings.ts'

/** A key pair as an issuer holds it. */
export interface IssuerKey {
  readonly kid: string
  readonly alg: string
  readonly publicJwk: JWK
  readonly sign: (claims: JWTPayload, header?: Readonly<Record<string, unknown>>) => Promise<string>
}

export const newKey = async (kid: string, alg = 'ES256'): Promise<IssuerKey> => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }
  return {
    kid,
    alg,
    publicJwk,
    sign: (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'at+jwt', ...header }).sign(privateKey),
  }
}

type Behaviour = 'well' | 'badly' | 'garbled' | 'silently'

/** An OpenID Connect issuer on 127.0.0.1: discovery and keys. */
export interface TestIssuer {
  readonly url: string
  /** how often each was fetched */
  readonly fetched: { discovery: number; keys: number }
  /** what it publishes from here on */
  readonly publish: (...keys: readonly IssuerKey[]) => void
  /** answers so from here on: 200, 503, what is no JSON, or not at all */
  readonly behave: (how: Behaviour) => void
  /** what discovery says besides */
  readonly discovers: (said: Readonly<Record<string, unknown>>) => void
  readonly stop: () => Promise<void>
}

export const startIssuer = async (...first: readonly IssuerKey[]): Promise<TestIssuer> => {
  const fetched = { discovery: 0, keys: 0 }
  let keys = first
  let how: Behaviour = 'well'
  let besides: Readonly<Record<string, unknown>> = {}
  const server = createServer((request, response) => {
    const isDiscovery = request.url === '/realm/.well-known/openid-configuration'
    fetched[isDiscovery ? 'discovery' : 'keys'] += 1
    if (how === 'silently') return
    const said = isDiscovery
      ? { issuer: url, jwks_uri: `${url}/keys`, ...besides }
      : { keys: keys.map(({ publicJwk }) => publicJwk) }
    response.writeHead(how === 'badly' ? 503 : 200, { 'content-type': 'application/json' })
    response.end(how === 'garbled' ? '<html>' : JSON.stringify(said))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/realm`
  return {
    url,
    fetched,
    publish: (...more) => {
      keys = more
    },
    behave: (now) => {
      how = now
    },
    discovers: (said) => {
      besides = said
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Settings for tokens of this issuer. */
export const settingsFor = ({ url }: Pick<TestIssuer, 'url'>, more: Partial<TokenSettings> = {}): TokenSettings => ({
  issuer: url,
  audience: 'deskledger',
  claims: { roles: 'realm_access.roles', groups: 'groups', customer: 'customer' },
  roleNames: { 'desk-agent': 'agent', 'desk-lead': 'manager', employee: 'requester' },
  ...more,
})

const nowSeconds = (): number => Math.floor(Date.now() / 1000)

/** Claims of a good token; `seconds` until it expires. */
export const claimsFor = ({ url }: Pick<TestIssuer, 'url'>, more: JWTPayload = {}): JWTPayload => ({
  iss: url,
  aud: 'deskledger',
  sub: 'ada',
  jti: 'token-1',
  iat: nowSeconds(),
  exp: nowSeconds() + 300,
  realm_access: { roles: ['desk-agent', 'offline_access'] },
  groups: ['network'],
  ...more,
})

/** Seconds from now, as times in tokens are said. */
export const inSeconds = (seconds: number): number => nowSeconds() + seconds
