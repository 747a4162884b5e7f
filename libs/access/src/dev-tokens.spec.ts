import * as E from 'fp-ts/lib/Either.js'
import type { GroupId, PersonId, ReferenceId } from '@deskledger/kernel'
import { bearerIn } from './bearer.ts'
import { devIssuer, type DevIssuer } from './dev-tokens.ts'
import { ROLES } from './identity.ts'

const made = async (nodeEnv?: string): Promise<DevIssuer> => {
  const issuer = await devIssuer({ nodeEnv })
  if (E.isLeft(issuer)) throw new Error(issuer.left)
  return issuer.right
}

describe('a development issuer', () => {
  it('has a token for each role, which its own verifier takes', async () => {
    const { tokens, verify } = await made('development')
    expect(tokens.map(({ role }) => role)).toEqual(ROLES)
    for (const { role, subject, groups, token } of tokens)
      expect(await verify(token)).toMatchObject({ _tag: 'Right', right: { subject, roles: [role], groups } })
  })

  it('prints a warning and every token with its owner', async () => {
    const { tokens, words } = await made()
    expect(words).toMatch(/^WARNING/)
    for (const { token, subject, role } of tokens) {
      expect(words.split('\n')).toContain(token)
      expect(words).toContain(`${role}: ${subject}`)
    }
  })

  it('makes tokens for others', async () => {
    const { issue, verify } = await made()
    const bob = {
      subject: 'bob' as PersonId,
      roles: ['requester', 'agent'] as const,
      groups: ['hr' as GroupId],
      customer: 'office' as ReferenceId,
      tokenId: 'one',
    }
    expect(await verify(await issue(bob))).toEqual(E.right(bob))
  })

  it('takes no token of another', async () => {
    const [one, other] = [await made(), await made()]
    for (const { token } of one.tokens)
      expect(await other.verify(token)).toMatchObject({ left: { inside: { reason: 'UnknownKey' } } })
  })

  it.each(['production', 'Production', ' production '])('is not made where NODE_ENV is "%s"', async (nodeEnv) => {
    const issuer = await devIssuer({ nodeEnv })
    expect(issuer).toEqual(E.left(expect.stringContaining('NODE_ENV is production')))
  })
})

describe('the Authorization header', () => {
  it('holds a bearer token, its scheme in any case', () => {
    expect(bearerIn('Bearer a.b.c')).toEqual(E.right('a.b.c'))
    expect(bearerIn('bearer   a.b.c ')).toEqual(E.right('a.b.c'))
  })
  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic YTpi', 'a.b.c', 'Bearer a b', 'Bearera.b.c'])(
    '%j holds none',
    (header) => {
      expect(bearerIn(header)).toMatchObject({ left: { outside: { status: 401 }, inside: { reason: 'NoToken' } } })
    },
  )
})
