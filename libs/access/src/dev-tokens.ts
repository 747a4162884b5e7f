import { randomUUID } from 'node:crypto'
import type { GroupId, PersonId, Role } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { ROLES, type Identity } from './identity.ts'
import type { TokenSettings } from './token-settings.ts'
import { verifierWith, type Verify } from './tokens.ts'

/** One token of the development issuer, and whom it speaks of. */
export interface DevToken {
  readonly role: Role
  readonly subject: PersonId
  readonly groups: readonly GroupId[]
  readonly token: string
}

/** An issuer that lives in this process: its key is in no file, and gone with it. */
export interface DevIssuer {
  /** one for each role */
  readonly tokens: readonly DevToken[]
  readonly verify: Verify
  /** a token for anybody */
  readonly issue: (identity: Pick<Identity, 'subject' | 'roles'> & Partial<Identity>) => Promise<string>
  /** what to print: a warning, and every token with its owner */
  readonly words: string
}

export interface DevIssuerOptions {
  /** `NODE_ENV` as the process has it */
  readonly nodeEnv: string | undefined
  /** the groups that the agent and the manager are in; default: service-desk */
  readonly groups?: readonly GroupId[]
  /** how long a token is good for; default 12 hours */
  readonly hours?: number
}

const settings: TokenSettings = {
  issuer: 'urn:deskledger:development',
  audience: 'deskledger',
  algorithms: ['ES256'],
  claims: { roles: 'roles', groups: 'groups', customer: 'customer' },
}

const wordsFor = (tokens: readonly DevToken[], hours: number): string =>
  [
    `WARNING: these tokens are for development. Whoever reads them may do everything here, for ${hours} hours or until`,
    'this process ends. Never use them where others can reach this address.',
    '',
    ...tokens.flatMap(({ role, subject, groups, token }) => [
      `${role}: ${subject}${groups.length === 0 ? '' : `, in ${groups.join(', ')}`}`,
      token,
      '',
    ]),
  ].join('\n')

const REFUSED =
  'Development tokens are not made where NODE_ENV is production: anybody who reads one may do everything. Name an identity provider by its issuer, or set NODE_ENV to development on a laptop.'

/**
 * An issuer for a laptop, with a key of its own and a token for each role.
 * @errors  a sentence, where NODE_ENV is production
 */
export const devIssuer = async (options: DevIssuerOptions): Promise<E.Either<string, DevIssuer>> => {
  const { nodeEnv = '', groups = ['service-desk' as GroupId], hours = 12 } = options
  if (nodeEnv.trim().toLowerCase() === 'production') return E.left(REFUSED)
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const kid = randomUUID()
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] })
  const issue: DevIssuer['issue'] = ({ subject, roles, groups: inGroups = [], customer, tokenId = randomUUID() }) =>
    new SignJWT({ roles, groups: inGroups, ...(customer === undefined ? {} : { customer }) })
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt' })
      .setIssuer(settings.issuer)
      .setAudience('deskledger')
      .setSubject(subject)
      .setJti(tokenId)
      .setIssuedAt()
      .setExpirationTime(`${hours}h`)
      .sign(privateKey)
  const tokens: DevToken[] = []
  for (const role of ROLES) {
    const known = { subject: `dev-${role}` as PersonId, groups: role === 'agent' || role === 'manager' ? groups : [] }
    tokens.push({ role, ...known, token: await issue({ roles: [role], ...known }) })
  }
  return E.right({ tokens, issue, verify: verifierWith(keys, settings), words: wordsFor(tokens, hours) })
}
