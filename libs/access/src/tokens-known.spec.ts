import { webcrypto } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose'
import type { Denial } from './denials.ts'
import type { Identity } from './identity.ts'
import { claimsFor, inSeconds, newKey, settingsFor, type IssuerKey } from './issuer.spec.kit.ts'
import { knownTokens } from './tokens-known.ts'
import { verifierWith } from './tokens.ts'

const { jest } = import.meta

const at = { url: 'https://login.example' }
let key: IssuerKey
let published: JWTVerifyGetKey
const publish = (...keys: readonly IssuerKey[]) => {
  published = createLocalJWKSet({ keys: keys.map(({ publicJwk }) => publicJwk) })
}
const verify = verifierWith((...asked) => published(...asked), settingsFor(at, { leewaySeconds: 5 }))
const told = (outcome: E.Either<Denial, Identity>): string =>
  E.isRight(outcome) ? outcome.right.subject : outcome.left.inside.reason

const checks = jest.spyOn(webcrypto.subtle, 'verify')

beforeAll(async () => {
  key = await newKey('first')
})
beforeEach(() => {
  publish(key)
  checks.mockClear()
})
afterEach(() => {
  jest.useRealTimers()
})
afterAll(() => {
  checks.mockRestore()
})

const timers = ['setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask', 'performance'] as const
/** Puts the clock, and nothing else, so many seconds ahead or back. */
const putClock = (seconds: number) => {
  const now = Date.now() + seconds * 1000
  jest.useFakeTimers({ now, doNotFake: [...timers] })
}

describe('a token that was taken before', () => {
  it('has its signature checked once', async () => {
    const token = await key.sign(claimsFor(at))
    for (let n = 0; n < 5; n++) expect(told(await verify(token))).toBe('ada')
    expect(checks).toHaveBeenCalledTimes(1)
  })

  it('is denied once it has expired, leeway included', async () => {
    const token = await key.sign(claimsFor(at, { exp: inSeconds(60) }))
    expect(told(await verify(token))).toBe('ada')
    putClock(64)
    expect(told(await verify(token))).toBe('ada')
    putClock(2)
    expect(told(await verify(token))).toBe('Expired')
  })

  it('is denied where the clock was put back to before it holds', async () => {
    const token = await key.sign(claimsFor(at, { nbf: inSeconds(-60), exp: inSeconds(600) }))
    expect(told(await verify(token))).toBe('ada')
    putClock(-600)
    expect(told(await verify(token))).toBe('NotYetValid')
  })

  it('is denied with another signature, or with claims that were changed', async () => {
    const [header = '', claims = '', signature = ''] = (await key.sign(claimsFor(at))).split('.')
    expect(told(await verify(`${header}.${claims}.${signature}`))).toBe('ada')
    const others = (await key.sign(claimsFor(at, { sub: 'bob' }))).split('.')
    expect(told(await verify(`${header}.${claims}.${others[2] ?? ''}`))).toBe('BadSignature')
    expect(told(await verify(`${header}.${others[1] ?? ''}.${signature}`))).toBe('BadSignature')
  })

  it('is denied from when its key is published no more', async () => {
    const token = await key.sign(claimsFor(at))
    expect(told(await verify(token))).toBe('ada')
    publish(await newKey('second'))
    expect(told(await verify(token))).toBe('UnknownKey')
  })

  it('is checked anew where another key has the name of its own', async () => {
    const token = await key.sign(claimsFor(at))
    expect(told(await verify(token))).toBe('ada')
    publish(await newKey('first'))
    expect(told(await verify(token))).toBe('BadSignature')
    publish(key)
    expect(told(await verify(token))).toBe('ada')
  })

  it('is of no use to another verifier, whose audience is another', async () => {
    const token = await key.sign(claimsFor(at))
    expect(told(await verify(token))).toBe('ada')
    const payroll = verifierWith((...asked) => published(...asked), settingsFor(at, { audience: 'payroll' }))
    expect(told(await payroll(token))).toBe('OtherAudience')
  })
})

describe('a token that was denied', () => {
  it('is checked each time it comes', async () => {
    const token = await key.sign(claimsFor(at, { realm_access: { roles: [] } }))
    for (let n = 0; n < 3; n++) expect(told(await verify(token))).toBe('NoRole')
    expect(checks).toHaveBeenCalledTimes(3)
  })
})

describe('tokens that are remembered', () => {
  it('are no more than that many: the one that was not sent for longest is forgotten', async () => {
    const known = knownTokens((...asked) => published(...asked), { leewaySeconds: 5, most: 2 })
    const header = { alg: key.alg, kid: key.kid }
    const identity: Identity = { subject: 'ada' as never, roles: ['agent'], groups: [], customer: undefined }
    const taken = { identity, payload: { exp: inSeconds(60) }, header, key: await published(header, {} as never) }
    known.take('a.a.a', taken)
    known.take('b.b.b', taken)
    expect(await known.identityOf('a.a.a')).toEqual(identity)
    known.take('c.c.c', taken)
    const found = await Promise.all(['a.a.a', 'b.b.b', 'c.c.c'].map((token) => known.identityOf(token)))
    expect(found).toEqual([identity, undefined, identity])
  })
})
