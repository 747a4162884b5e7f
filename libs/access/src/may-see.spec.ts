import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import type { Role } from '@deskledger/kernel'
import { ROLES } from './identity.ts'
import { maySee, sees, sightOf, type Sight } from './may-see.ts'
import type { About } from './ownership.ts'
import { somebody, ticketOf } from './people.spec.kit.ts'

const abouts: Readonly<Record<string, About>> = {
  own: ticketOf('carol'),
  foreign: ticketOf('dora'),
  nobodys: ticketOf(null),
  'own, of my group': ticketOf('carol', 'network', 'hr'),
  'foreign, of my group': ticketOf('dora', 'network'),
  'own, of others': ticketOf('carol', 'hr'),
  'foreign, of others': ticketOf('dora', 'hr'),
  shared: 'Shared',
  nothing: 'Nothing',
}

const seen: Readonly<Record<Sight, readonly string[]>> = {
  All: Object.keys(abouts).filter((name) => name !== 'nothing'),
  Desk: ['own', 'foreign', 'nobodys', 'own, of my group', 'foreign, of my group', 'shared'],
  Own: ['own', 'own, of my group'],
  Nothing: [],
}
const byRole: Readonly<Record<Role, Sight>> = {
  requester: 'Own',
  agent: 'Desk',
  manager: 'Desk',
  importer: 'Nothing',
  system: 'All',
}

describe.each(ROLES)('the role %s', (role) => {
  const identity = { ...somebody('carol', role), tokenId: 'token-1' }

  it('sees as far as it should', () => {
    expect(sightOf(identity)).toBe(byRole[role])
    const visible = Object.entries(abouts).flatMap(([name, about]) => (sees(identity, about) ? [name] : []))
    expect(visible).toEqual(seen[byRole[role]])
  })

  it('is told the same of all it does not see, and the log why', () => {
    const denials = Object.values(abouts).flatMap((about) => {
      const outcome = maySee(identity, about)
      expect(E.isRight(outcome)).toBe(sees(identity, about))
      return E.isLeft(outcome) ? [outcome.left] : []
    })
    expect(new Set(denials.map(({ outside }) => outside)).size).toBe(1)
    for (const { outside, inside } of denials) {
      expect(outside.status).toBe(404)
      expect(inside).toMatchObject({ subject: 'carol', tokenId: 'token-1' })
    }
  })
})

describe('reasons', () => {
  it('are told apart inside', () => {
    const reasonFor = (about: About) => {
      const outcome = maySee(somebody('carol', 'requester'), about)
      return E.isLeft(outcome) ? outcome.left.inside.reason : 'seen'
    }
    expect(Object.values(abouts).map(reasonFor)).toEqual([
      'seen',
      'OtherPersonsTicket',
      'OtherPersonsTicket',
      'seen',
      'OtherPersonsTicket',
      'Confidential',
      'Confidential',
      'NotForRole',
      'NoSuchTicket',
    ])
  })
})

describe('more roles', () => {
  it('never see less', () => {
    const roles = fc.uniqueArray(fc.constantFrom<Role>(...ROLES), { minLength: 1 })
    const about = fc.constantFrom(...Object.values(abouts))
    fc.assert(
      fc.property(roles, fc.constantFrom<Role>(...ROLES), about, (held, more, one) => {
        if (sees(somebody('carol', ...held), one)) expect(sees(somebody('carol', ...held, more), one)).toBe(true)
      }),
    )
  })
})
