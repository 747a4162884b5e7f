import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import type { Role } from '@deskledger/kernel'
import { identityIn, type Claims, type Reader } from './claims.ts'
import { ROLES } from './identity.ts'

const reader: Reader = {
  claims: { roles: 'realm_access.roles', groups: 'groups', customer: 'org.unit' },
  roleNames: { lead: 'manager', staff: 'agent' },
}
const good = { sub: 'ada', realm_access: { roles: ['staff'] } }
const told = (claims: Claims, by: Reader = reader): unknown => {
  const outcome = identityIn(claims, by)
  return E.isRight(outcome) ? outcome.right : outcome.left.inside.reason
}

describe('claims', () => {
  it('are read at the paths that settings name', () => {
    expect(told({ ...good, groups: ['a', 'b', 'a'], org: { unit: 'office' }, jti: 't1' })).toEqual({
      subject: 'ada',
      roles: ['agent'],
      groups: ['a', 'b'],
      customer: 'office',
      tokenId: 't1',
    })
  })

  it('may have dots in their name', () => {
    const claims = { roles: 'https://desk.example/roles' }
    expect(told({ sub: 'ada', 'https://desk.example/roles': ['agent'] }, { claims })).toMatchObject({
      roles: ['agent'],
    })
  })

  it('may hold roles as words of one text', () => {
    expect(told({ sub: 'ada', scope: 'openid manager agent' }, { claims: { roles: 'scope' } })).toMatchObject({
      roles: ['agent', 'manager'],
    })
  })

  it('that are left out leave nobody in a group', () => {
    expect(told(good)).toEqual({ subject: 'ada', roles: ['agent'], groups: [], customer: undefined })
  })
})

describe('somebody none of whose roles is ours', () => {
  it.each([
    ['none at all', { sub: 'ada' }],
    ['an empty list', { sub: 'ada', realm_access: { roles: [] } }],
    ['others', { sub: 'ada', realm_access: { roles: ['offline_access', 'Agent', 'agent'] } }],
    ['none below its claim', { sub: 'ada', realm_access: {} }],
  ])('%s: is denied', (_, claims) => {
    expect(told(claims)).toBe('NoRole')
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'the role %s is none, mapped or not',
    (name) => {
      expect(told({ sub: 'ada', realm_access: { roles: [name] } })).toBe('NoRole')
      expect(told({ sub: 'ada', roles: [name] }, { claims: { roles: 'roles' } })).toBe('NoRole')
    },
  )

  it.each(['__proto__', 'constructor.name', 'toString', '__proto__.roles'])('no role is inherited at %s', (path) => {
    expect(told({ sub: 'ada' }, { claims: { roles: path } })).toBe('NoRole')
  })
})

describe('a claim of the wrong shape', () => {
  it.each([
    ['no subject', { ...good, sub: undefined }],
    ['an empty subject', { ...good, sub: '' }],
    ['a subject with an edge', { ...good, sub: ' ada' }],
    ['a subject of two lines', { ...good, sub: 'ada\nroot' }],
    ['a subject that is a number', { ...good, sub: 7 }],
    ['a subject that is too long', { ...good, sub: 'a'.repeat(201) }],
    ['roles in an object', { sub: 'ada', realm_access: { roles: { staff: true } } }],
    ['roles that are numbers', { sub: 'ada', realm_access: { roles: [1] } }],
    ['roles that are null', { sub: 'ada', realm_access: { roles: null } }],
    ['a list above the roles', { sub: 'ada', realm_access: [['staff']] }],
    ['a text above the roles', { sub: 'ada', realm_access: 'staff' }],
    ['groups in a text', { ...good, groups: 'network' }],
    ['groups that are no groups', { ...good, groups: ['network', ''] }],
    ['groups that are null', { ...good, groups: null }],
    ['a customer in a list', { ...good, org: { unit: ['office'] } }],
    ['an empty customer', { ...good, org: { unit: '' } }],
  ])('%s: is a denial', (_, claims) => {
    expect(told(claims)).toBe('ClaimOfWrongShape')
  })

  it('says in the log whose it was', () => {
    expect(identityIn({ ...good, groups: 7 }, reader)).toMatchObject({ left: { inside: { subject: 'ada' } } })
  })

  it('a token id that is none is left out', () => {
    for (const jti of [7, '', null, 'a\nb', { a: 1 }]) expect(told({ ...good, jti })).not.toHaveProperty('tokenId')
  })
})

describe('any claims', () => {
  const path = fc.constantFrom('roles', 'a.b', '__proto__', 'constructor', 'a.__proto__.b', '', '.', 'sub')
  const roleNames = fc.dictionary(fc.string(), fc.constantFrom<Role>(...ROLES))
  it('never throw, and yield roles of ours alone', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), path, roleNames, (claims, roles, names) => {
        const outcome = identityIn(claims, { claims: { roles, groups: 'a', customer: 'a.b' }, roleNames: names })
        if (E.isRight(outcome)) expect(ROLES).toEqual(expect.arrayContaining([...outcome.right.roles]))
      }),
    )
  })
})
