import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { exportSPKI, importJWK, SignJWT, type JWTPayload } from 'jose'
import type { Denial } from './denials.ts'
import type { Identity } from './identity.ts'
import {
  claimsFor,
  inSeconds,
  newKey,
  settingsFor,
  startIssuer,
  type IssuerKey,
  type TestIssuer,
} from './issuer.spec.kit.ts'
import { mistakesInTokenSettings } from './token-settings.ts'
import { MOST_TOKEN_BYTES, verifier, verifierWith, type Verify } from './tokens.ts'

let key: IssuerKey
let issuer: TestIssuer
let verify: Verify
beforeAll(async () => {
  key = await newKey('first')
  issuer = await startIssuer(key)
  verify = verifier(settingsFor(issuer))
})
afterAll(() => issuer.stop())

const tokenOf = (more?: JWTPayload, header?: Readonly<Record<string, unknown>>): Promise<string> =>
  key.sign(claimsFor(issuer, more), header)

const denied = (outcome: E.Either<Denial, Identity>): Denial => {
  if (E.isRight(outcome)) throw new Error(`taken as ${outcome.right.subject}`)
  return outcome.left
}
const reasonFor = async (token: string, by: Verify = verify): Promise<string> => denied(await by(token)).inside.reason
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a good token', () => {
  it('says who its owner is', async () => {
    expect(await verify(await tokenOf({ customer: 'office' }))).toEqual(
      E.right({ subject: 'ada', roles: ['agent'], groups: ['network'], customer: 'office', tokenId: 'token-1' }),
    )
  })

  it('may be for several audiences, and its type may be demanded', async () => {
    const strict = verifier(settingsFor(issuer, { tokenType: 'at+jwt' }))
    const audiences = { aud: ['payroll', 'deskledger'] }
    expect(E.isRight(await strict(await tokenOf(audiences)))).toBe(true)
    expect(await reasonFor(await tokenOf(audiences, { typ: 'JWT' }), strict)).toBe('OtherTokenType')
  })

  it('is taken with each algorithm that is allowed by default', async () => {
    const keys = await Promise.all(
      ['RS256', 'PS256', 'ES256', 'Ed25519', 'EdDSA'].map((alg, n) => newKey(`key-${n}`, alg)),
    )
    const other = await startIssuer(...keys)
    const taken = verifier(settingsFor(other))
    for (const one of keys)
      expect([one.alg, E.isRight(await taken(await one.sign(claimsFor(other))))]).toEqual([one.alg, true])
    await other.stop()
  })

  it('always yields its subject, whoever that is', async () => {
    const names = fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N} @.|'-]{0,50}[\p{L}\p{N}]$/u)
    await fc.assert(
      fc.asyncProperty(names, async (sub) => {
        expect(await verify(await tokenOf({ sub }))).toMatchObject({ _tag: 'Right', right: { subject: sub } })
      }),
      { numRuns: 50 },
    )
  })
})

describe('times', () => {
  it('expired and not yet valid are told apart inside, with the subject', async () => {
    expect(denied(await verify(await tokenOf({ exp: inSeconds(-60) }))).inside).toMatchObject({
      reason: 'Expired',
      subject: 'ada',
    })
    expect(await reasonFor(await tokenOf({ nbf: inSeconds(60) }))).toBe('NotYetValid')
  })

  it('clocks may differ by the leeway and no more', async () => {
    const lenient = verifier(settingsFor(issuer, { leewaySeconds: 120 }))
    const token = await tokenOf({ exp: inSeconds(-60), nbf: inSeconds(60) })
    expect(E.isRight(await lenient(token))).toBe(true)
    expect(await reasonFor(token)).toBe('NotYetValid')
  })

  it.each(['exp', 'sub', 'iss', 'aud'])('a token without %s is denied', async (claim) => {
    const claims = Object.fromEntries(Object.entries(claimsFor(issuer)).filter(([name]) => name !== claim))
    expect(await reasonFor(await key.sign(claims))).toBe('ClaimMissing')
  })
})

describe('a token of somebody else', () => {
  it('by another issuer or for another audience is denied', async () => {
    expect(await reasonFor(await tokenOf({ iss: `${issuer.url}/` }))).toBe('OtherIssuer')
    expect(await reasonFor(await tokenOf({ aud: 'payroll' }))).toBe('OtherAudience')
    expect(await reasonFor(await tokenOf({ aud: ['payroll', 'deskledger2'] }))).toBe('OtherAudience')
  })

  it('signed by a key that is not published is denied, under its own name or a known one', async () => {
    const own = await newKey('unknown')
    expect(await reasonFor(await own.sign(claimsFor(issuer)))).toBe('UnknownKey')
    expect(await reasonFor(await own.sign(claimsFor(issuer), { kid: 'first' }))).toBe('BadSignature')
  })

  it('that brings its own key is denied', async () => {
    const own = await newKey('mine')
    const header = { jwk: own.publicJwk, jku: 'http://127.0.0.1:9/keys', kid: 'first' }
    expect(await reasonFor(await own.sign(claimsFor(issuer), header))).toBe('BadSignature')
  })

  it('whose claims were changed is denied', async () => {
    const [header = '', , signature = ''] = (await tokenOf()).split('.')
    const claims = claimsFor(issuer, { realm_access: { roles: ['desk-lead'] } })
    expect(await reasonFor(`${header}.${base64(claims)}.${signature}`)).toBe('BadSignature')
  })
})

describe('algorithms', () => {
  it.each(['none', 'None', 'NONE', 'nOnE'])('alg %s is denied, signed or not', async (alg) => {
    const [, claims = '', signature = ''] = (await tokenOf()).split('.')
    for (const ending of ['', signature]) {
      expect(await reasonFor(`${base64({ alg, kid: 'first' })}.${claims}.${ending}`)).toBe('AlgorithmNotAllowed')
      expect(await reasonFor(`${base64({ alg })}.${claims}.${ending}`)).toBe('AlgorithmNotAllowed')
    }
  })

  it.each(['HS256', 'HS384', 'HS512'])('%s with the public key as the secret is denied', async (alg) => {
    const rsa = await newKey('rsa', 'RS256')
    const other = await startIssuer(rsa)
    const publicKey = await importJWK(rsa.publicJwk, 'RS256', { extractable: true })
    if (publicKey instanceof Uint8Array) throw new Error('no public key')
    const pem = await exportSPKI(publicKey)
    const secrets = [pem, pem.trim(), JSON.stringify(rsa.publicJwk), rsa.publicJwk.n ?? '']
    const byOther = verifier(settingsFor(other))
    for (const secret of secrets) {
      const forged = await new SignJWT(claimsFor(other))
        .setProtectedHeader({ alg, kid: 'rsa' })
        .sign(new TextEncoder().encode(secret.padEnd(64, ' ')))
      expect(await reasonFor(forged, byOther)).toBe('AlgorithmNotAllowed')
    }
    expect(E.isRight(await byOther(await rsa.sign(claimsFor(other))))).toBe(true)
    await other.stop()
  })

  it('one that is good elsewhere is denied where settings name others', async () => {
    const onlyRsa = verifier(settingsFor(issuer, { algorithms: ['RS256'] }))
    expect(await reasonFor(await tokenOf(), onlyRsa)).toBe('AlgorithmNotAllowed')
  })

  it('settings that name a shared secret, no address or no time are refused in sentences', () => {
    const settings = settingsFor(issuer, { leewaySeconds: -1, jwksUrl: 'http://login.example/keys' })
    const algorithms = ['HS256', 'none'] as unknown as readonly 'RS256'[]
    const mistakes = mistakesInTokenSettings({ ...settings, algorithms, audience: '' })
    expect(mistakes).toHaveLength(5)
    expect(mistakes.join('\n')).toMatch(/jwksUrl[^]*audience[^]*"HS256"[^]*"none"[^]*leewaySeconds is -1/)
    expect(mistakesInTokenSettings(settingsFor(issuer))).toEqual([])
  })

  it('a shared secret stays denied even where settings name it', async () => {
    const algorithms = ['HS256', 'none', 'ES256'] as unknown as readonly 'RS256'[]
    const careless = verifier(settingsFor(issuer, { algorithms }))
    const secret = new TextEncoder().encode(JSON.stringify(key.publicJwk))
    const forged = await new SignJWT(claimsFor(issuer)).setProtectedHeader({ alg: 'HS256', kid: 'first' }).sign(secret)
    expect(await reasonFor(forged, careless)).toBe('AlgorithmNotAllowed')
    const sharing = verifierWith(() => secret, settingsFor(issuer, { algorithms }))
    expect(await reasonFor(forged, sharing)).toBe('AlgorithmNotAllowed')
    expect(E.isRight(await careless(await tokenOf()))).toBe(true)
  })
})

describe('what is no token', () => {
  it('is denied before it is parsed when it is huge', async () => {
    const asked = issuer.fetched.keys
    const huge = await tokenOf({ padding: 'x'.repeat(MOST_TOKEN_BYTES) })
    expect(await reasonFor(huge)).toBe('TokenTooLong')
    expect(await reasonFor('ü'.repeat(MOST_TOKEN_BYTES / 2 + 1))).toBe('TokenTooLong')
    expect(issuer.fetched.keys).toBe(asked)
    const fitting = await tokenOf({ padding: 'x'.repeat(8_000) })
    expect(E.isRight(await verify(fitting))).toBe(true)
  })

  it('garbage in any part of a good token is denied', async () => {
    const parts = (await tokenOf()).split('.')
    for (const garbage of ['!!', 'e30', 'bnVsbA', 'W10', '____', base64('text'), base64({ alg: 7 }), 'gICA'])
      for (const place of [0, 1, 2]) {
        const token = parts.map((part, at) => (at === place ? garbage : part)).join('.')
        expect(E.isLeft(await verify(token))).toBe(true)
      }
  })

  it('arbitrary texts never throw and are never taken', async () => {
    const part = fc.oneof(
      fc.string(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
      fc
        .record({ alg: fc.constantFrom('ES256', 'none', 'HS256', '__proto__'), kid: fc.string(), crit: fc.anything() })
        .map(base64),
    )
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(part, part, part).map((parts) => parts.join('.')),
    )
    await fc.assert(
      fc.asyncProperty(any, async (token) => {
        expect(denied(await verify(token)).outside.status).toBe(401)
      }),
      { numRuns: 500 },
    )
  })
})

describe('to the outside', () => {
  it('every denial is the same', async () => {
    const wrong = await Promise.all([
      verify('x'),
      verify('x'.repeat(MOST_TOKEN_BYTES + 1)),
      tokenOf({ exp: inSeconds(-60) }).then(verify),
      tokenOf({ aud: 'payroll' }).then(verify),
      tokenOf({ realm_access: { roles: [] } }).then(verify),
      tokenOf({ groups: 'network' }).then(verify),
    ])
    expect(new Set(wrong.map((one) => JSON.stringify(denied(one).outside))).size).toBe(1)
    expect(new Set(wrong.map((one) => denied(one).inside.reason)).size).toBe(6)
  })

  it('no denial holds the token or a part of it', async () => {
    for (const more of [{ exp: inSeconds(-60) }, { aud: 'payroll' }, { groups: 7 }, { realm_access: {} }]) {
      const token = await tokenOf(more)
      const told = JSON.stringify(denied(await verify(token)))
      for (const part of token.split('.')) expect(told).not.toContain(part)
    }
  })
})
