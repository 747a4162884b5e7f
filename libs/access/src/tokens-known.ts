import { createHash } from 'node:crypto'
import type { CompactJWSHeaderParameters, JWTPayload, JWTVerifyGetKey } from 'jose'
import { LruMap } from 'toad-cache'
import type { Identity } from './identity.ts'

/** A token that was taken: on which key its signature is good, and until when it is. */
interface Known {
  readonly identity: Identity
  readonly header: CompactJWSHeaderParameters
  readonly key: unknown
  /** seconds since 1970: when it was taken, and its end with the leeway */
  readonly from: number
  readonly until: number
}

/** What checking a token's signature came to. */
export interface Checked {
  readonly identity: Identity
  readonly payload: JWTPayload
  readonly header: CompactJWSHeaderParameters
  readonly key: unknown
}

export interface KnownOptions {
  readonly leewaySeconds: number
  /** tokens that are remembered at once; the one that was not sent for longest is forgotten first */
  readonly most: number
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000)

/** Tokens themselves are kept nowhere. */
const nameOf = (token: string): string => createHash('sha256').update(token).digest('base64')

const flattened = (token: string) => {
  const [header = '', payload = '', signature = ''] = token.split('.')
  return { protected: header, payload, signature }
}

/**
 * Remembers whose tokens are, so that a signature is checked once for each token and key. Each time the issuer is asked
 * for the key as if the token were new: what is rotated, withdrawn or cannot be looked up now is treated as before. It is
 * forgotten when it expires, and checked anew when the clock was put back.
 */
export const knownTokens = (keys: JWTVerifyGetKey, { leewaySeconds, most }: KnownOptions) => {
  const known = new LruMap<Known>(most)
  return {
    /** Who a token that was taken before speaks of; undefined: it must be checked. Throws what looking for its key throws. */
    identityOf: async (token: string): Promise<Identity | undefined> => {
      const name = nameOf(token)
      const one = known.get(name)
      if (one === undefined) return undefined
      const key = await keys(one.header, flattened(token))
      const now = nowSeconds()
      const isGood = key === one.key && one.from <= now && now < one.until
      if (!isGood) known.delete(name)
      return isGood ? one.identity : undefined
    },
    take: (token: string, { identity, payload: { exp }, header, key }: Checked): void => {
      if (exp !== undefined)
        known.set(nameOf(token), { identity, header, key, from: nowSeconds(), until: exp + leewaySeconds })
    },
  }
}
