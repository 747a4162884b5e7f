import type { Role } from '@deskledger/kernel'

/** Signatures that are taken: those with a public key alone. Whoever can check one of these cannot make one. */
export const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const

/** A signature algorithm by its JOSE name. @source  RFC 7518, RFC 8037, RFC 9864 */
export type Algorithm = (typeof ALGORITHMS)[number]

/** Which claims say what. A path is the name of a claim, or names joined by dots: `realm_access.roles`. */
export interface ClaimPaths {
  /** a list of texts, or one text of words between spaces */
  readonly roles: string
  /** a list of texts; left out or not in the token: in no group */
  readonly groups?: string
  /** a text; left out or not in the token: of no customer */
  readonly customer?: string
}

/** How the issuer's keys are got. */
export interface KeyFetching {
  /** keys are kept so long; default 600 seconds */
  readonly cacheSeconds?: number
  /** an unknown key makes them be fetched again, but not sooner than this after the last time; default 30 seconds */
  readonly cooldownSeconds?: number
  /** default 5 seconds */
  readonly timeoutSeconds?: number
}

/** Which access tokens are taken, and how they are read. */
export interface TokenSettings {
  /** the `iss` of tokens, and where discovery starts: `https://login.example/realms/desk` */
  readonly issuer: string
  /** the `aud` of tokens for this ledger; one of several is enough */
  readonly audience: string | readonly string[]
  /** where the issuer's keys are; left out: `<issuer>/.well-known/openid-configuration` says */
  readonly jwksUrl?: string
  /** default: RS256, PS256, ES256, EdDSA, Ed25519 */
  readonly algorithms?: readonly Algorithm[]
  /** the `typ` of the header, `at+jwt` where the issuer follows RFC 9068; left out: any */
  readonly tokenType?: string
  /** by how much clocks may differ; default 5 seconds */
  readonly leewaySeconds?: number
  readonly claims: ClaimPaths
  /** the organisation's names of roles, and which of ours they mean; left out: ours stand for themselves */
  readonly roleNames?: Readonly<Record<string, Role>>
  readonly fetching?: KeyFetching
}

export const DEFAULT_ALGORITHMS: readonly Algorithm[] = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519']
export const DEFAULT_LEEWAY_SECONDS = 5

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)

/** Whether keys may be fetched from there: whoever could change them on the way could make any token. */
export const isTrustworthy = (address: string): boolean => {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

const mistakesInAlgorithms = (algorithms: readonly string[]): readonly string[] => {
  if (algorithms.length === 0) return ['No signature algorithm is allowed, so that no token could be taken: name one.']
  return algorithms
    .filter((name) => !ALGORITHMS.some((known) => known === name))
    .map((name) => `The signature algorithm ${JSON.stringify(name)} is not taken. Allowed: ${ALGORITHMS.join(', ')}.`)
}

const mistakesInAddresses = ({ issuer, jwksUrl }: TokenSettings): readonly string[] =>
  Object.entries({ issuer, jwksUrl })
    .filter(([, address]) => address !== undefined && !isTrustworthy(address))
    .map(
      ([name, address]) =>
        `The ${name} ${JSON.stringify(address)} is no address that keys may come from. Use https://, or http:// on this machine.`,
    )

const mistakesInNumbers = ({ leewaySeconds = DEFAULT_LEEWAY_SECONDS, fetching = {} }: TokenSettings) =>
  Object.entries({ leewaySeconds, ...fetching })
    .filter(([, seconds]) => !Number.isSafeInteger(seconds) || seconds < 0)
    .map(([name, seconds]) => `${name} is ${seconds}; it must be whole seconds, 0 or more.`)

/** What is wrong with settings, every mistake as a sentence; none: they can be used. */
export const mistakesInTokenSettings = (settings: TokenSettings): readonly string[] => [
  ...mistakesInAddresses(settings),
  ...(settings.audience.length === 0 ? ['The audience is empty: name this ledger as the identity provider does.'] : []),
  ...mistakesInAlgorithms(settings.algorithms ?? DEFAULT_ALGORITHMS),
  ...mistakesInNumbers(settings),
  ...(settings.claims.roles === '' ? ['No claim is named that holds roles, so that everybody would be denied.'] : []),
]
