import * as E from 'fp-ts/lib/Either.js'
import type { Denial } from './denials.ts'
import type { Identity } from './identity.ts'
import { claimsFor, newKey, settingsFor, startIssuer, type IssuerKey, type TestIssuer } from './issuer.spec.kit.ts'
import { verifier } from './tokens.ts'

let old: IssuerKey
let fresh: IssuerKey
let issuer: TestIssuer
beforeAll(async () => {
  old = await newKey('old')
  fresh = await newKey('fresh')
})
beforeEach(async () => {
  issuer = await startIssuer(old)
})
afterEach(() => issuer.stop())

const told = (outcome: E.Either<Denial, Identity>): string =>
  E.isRight(outcome) ? outcome.right.subject : outcome.left.inside.reason
const verifierFor = (fetching: object, more: object = {}) => verifier(settingsFor(issuer, { fetching, ...more }))

describe('an issuer whose keys stand', () => {
  it('is asked once, however many tokens come at once', async () => {
    const verify = verifierFor({})
    const token = await old.sign(claimsFor(issuer))
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => verify(token)))
    expect(outcomes.map(told)).toEqual(Array.from({ length: 20 }, () => 'ada'))
    expect(told(await verify(token))).toBe('ada')
    expect(issuer.fetched).toEqual({ discovery: 1, keys: 1 })
  })

  it('is not discovered where the address of its keys is given', async () => {
    const verify = verifierFor({}, { jwksUrl: `${issuer.url}/keys` })
    expect(told(await verify(await old.sign(claimsFor(issuer))))).toBe('ada')
    expect(issuer.fetched).toEqual({ discovery: 0, keys: 1 })
  })

  it('is asked once more for an unknown key, and then not again before the cooldown is over', async () => {
    const verify = verifierFor({ cooldownSeconds: 0 })
    const calm = verifierFor({ cooldownSeconds: 3600 })
    const unknown = await fresh.sign(claimsFor(issuer))
    expect(told(await verify(await old.sign(claimsFor(issuer))))).toBe('ada')
    expect(told(await verify(unknown))).toBe('UnknownKey')
    expect(issuer.fetched.keys).toBe(2)
    for (let n = 0; n < 5; n++) expect(told(await calm(unknown))).toBe('UnknownKey')
    expect(issuer.fetched.keys).toBe(3)
  })
})

describe('an issuer that rotates its keys', () => {
  it('has tokens of the new key taken without a restart, and those of the old refused from then on', async () => {
    const verify = verifierFor({ cooldownSeconds: 0 })
    const before = await old.sign(claimsFor(issuer))
    expect(told(await verify(before))).toBe('ada')
    issuer.publish(fresh)
    expect(told(await verify(before))).toBe('ada') // kept: nobody has asked for another key yet
    expect(told(await verify(await fresh.sign(claimsFor(issuer))))).toBe('ada')
    expect(told(await verify(before))).toBe('UnknownKey')
  })

  it('has the old key refused once it was kept long enough', async () => {
    const verify = verifierFor({ cacheSeconds: 0 })
    const before = await old.sign(claimsFor(issuer))
    expect(told(await verify(before))).toBe('ada')
    issuer.publish(fresh)
    expect(told(await verify(before))).toBe('UnknownKey')
  })

  it('may publish both for a time', async () => {
    const verify = verifierFor({ cooldownSeconds: 0 })
    issuer.publish(old, fresh)
    for (const key of [old, fresh]) expect(told(await verify(await key.sign(claimsFor(issuer))))).toBe('ada')
  })
})

describe('an issuer that is down', () => {
  it.each(['badly', 'garbled'] as const)('answering %s cannot be checked now, and recovers', async (how) => {
    const verify = verifierFor({})
    const token = await old.sign(claimsFor(issuer))
    issuer.behave(how)
    const outcome = await verify(token)
    expect(told(outcome)).toBe('CannotBeCheckedNow')
    expect(outcome).toMatchObject({ left: { outside: { status: 401, type: 'Unauthenticated' } } })
    issuer.behave('well')
    expect(told(await verify(token))).toBe('ada')
  })

  it('after discovery cannot be checked now, and recovers', async () => {
    const verify = verifierFor({ cooldownSeconds: 0 })
    expect(told(await verify(await old.sign(claimsFor(issuer))))).toBe('ada')
    const rotated = await fresh.sign(claimsFor(issuer))
    issuer.publish(fresh)
    issuer.behave('badly')
    expect(told(await verify(rotated))).toBe('CannotBeCheckedNow')
    expect(told(await verify(await old.sign(claimsFor(issuer))))).toBe('ada')
    issuer.behave('well')
    expect(told(await verify(rotated))).toBe('ada')
  })

  it('and takes no connection says so in the log', async () => {
    const elsewhere = await startIssuer(old)
    await elsewhere.stop()
    const outcome = await verifierFor({}, { jwksUrl: `${elsewhere.url}/keys` })(await old.sign(claimsFor(issuer)))
    expect(told(outcome)).toBe('CannotBeCheckedNow')
    expect(JSON.stringify(outcome)).toContain('ECONNREFUSED')
  })

  it.each([{}, { jwksUrl: 'the address of its keys' }])(
    'and does not answer is not waited for, given %j',
    async (given) => {
      const more = 'jwksUrl' in given ? { jwksUrl: `${issuer.url}/keys` } : {}
      issuer.behave('silently')
      const verify = verifierFor({ timeoutSeconds: 1 }, more)
      const token = await old.sign(claimsFor(issuer))
      expect(told(await verify(token))).toBe('CannotBeCheckedNow')
      issuer.behave('well')
      expect(told(await verify(token))).toBe('ada')
    },
  )
})

describe('discovery', () => {
  it.each([
    ['speaks for another issuer', { issuer: 'https://login.example' }],
    ['names no keys', { jwks_uri: 7 }],
    ['names keys that anybody on the way could change', { jwks_uri: 'http://login.example/keys' }],
    ['names keys in a file', { jwks_uri: 'file:///etc/keys.json' }],
  ])('that %s is not followed', async (_, said) => {
    issuer.discovers(said)
    const outcome = await verifierFor({})(await old.sign(claimsFor(issuer)))
    expect(told(outcome)).toBe('CannotBeCheckedNow')
    expect(issuer.fetched.keys).toBe(0)
  })
})
