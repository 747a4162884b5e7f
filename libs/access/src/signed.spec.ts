import type { Instant, ReferenceId } from '@deskledger/kernel'
import { permissions } from '@deskledger/practices/incident'
import { somebody } from './people.spec.kit.ts'
import { signed, type Body } from './signed.ts'

const now = '2025-03-03T10:00:00.000Z' as Instant
const earlier = '2025-03-01T09:00:00.000Z'
const carol = { ...somebody('carol', 'requester'), customer: 'office' as ReferenceId }
const ada = somebody('ada', 'agent')
const by = (identity: typeof ada) => (body: Body) => signed(body, { identity, permissions, now })

describe('a command that is signed', () => {
  it('has the subject as its actor, whatever its body says', () => {
    expect(by(ada)({ type: 'StartWork', by: 'bob' })).toEqual({ type: 'StartWork', by: 'ada', at: now })
    expect(by(carol)({ type: 'AddNote', by: 'bob' })).toMatchObject({ by: 'carol' })
    expect(by(ada)(JSON.parse('{"type":"StartWork","__proto__":{"by":"bob"}}') as Body)['by']).toBe('ada')
  })

  it('of the desk happened when it says', () => {
    expect(by(ada)({ type: 'StartWork', at: earlier })).toMatchObject({ at: earlier })
    expect(by(ada)({ type: 'RaiseIncident', caller: 'dora', customer: 'sales' })).toMatchObject({
      caller: 'dora',
      customer: 'sales',
    })
    expect(by(ada)({ type: 'RaiseIncident' })).not.toHaveProperty('caller')
  })

  it('of a requester happens now', () => {
    expect(by(carol)({ type: 'AddNote', at: earlier })).toEqual({ type: 'AddNote', at: now, by: 'carol' })
  })

  it('of a requester who raises names them and their customer', () => {
    expect(by(carol)({ type: 'RaiseIncident', caller: null })).toEqual({
      type: 'RaiseIncident',
      caller: 'carol',
      customer: 'office',
      at: now,
      by: 'carol',
    })
    expect(by(somebody('dora', 'requester'))({ type: 'RaiseIncident' })).not.toHaveProperty('customer')
  })

  it('of a requester who raises for others is left for permissions to deny', () => {
    expect(by(carol)({ type: 'RaiseIncident', caller: 'dora', customer: 'sales' })).toMatchObject({
      caller: 'dora',
      customer: 'sales',
    })
  })

  it('of a requester who reopens is self-service', () => {
    expect(by(carol)({ type: 'ReopenIncident', bySelfService: false })).toMatchObject({ bySelfService: true })
    expect(by(ada)({ type: 'ReopenIncident', bySelfService: false })).toMatchObject({ bySelfService: false })
  })

  it('stays a command that nobody knows', () => {
    expect(by(carol)({ type: 7, at: earlier })).toEqual({ type: 7, at: earlier, by: 'carol' })
    expect(by(carol)({})).toEqual({ at: now, by: 'carol' })
  })
})
