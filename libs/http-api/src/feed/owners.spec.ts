import * as E from 'fp-ts/lib/Either.js'
import { ownershipOf, type Identity } from '@deskledger/access'
import type { GroupId, PersonId, StoredEvent } from '@deskledger/kernel'
import { incidentExamples } from '@deskledger/practices/incident'
import { incidentDecider, type IncidentEvent } from '@deskledger/practices/incident'
import { openOwners, type Historian } from './owners.ts'

const agent: Identity = { subject: 'ada' as PersonId, roles: ['agent'], groups: [], customer: undefined }
const hr = ['hr' as GroupId]

const raise = (confidentialTo: readonly GroupId[]): readonly IncidentEvent[] => {
  const decided = incidentDecider.decide(
    { ...incidentExamples.commands.RaiseIncident, confidentialTo },
    incidentDecider.initial,
  )
  return E.isRight(decided) ? decided.right : []
}
const stored = (data: IncidentEvent, revision: number) => ({ data, revision, type: data.type }) as StoredEvent

/** A ledger of one ticket, INC0000001, and what it was asked. */
const historian = (events: readonly IncidentEvent[]) => {
  const asked: (number | undefined)[] = []
  const history: Historian['history'] = (stream, { from = 0 } = {}) => {
    asked.push(from)
    return Promise.resolve(E.right(stream === 'incident-INC0000001' ? events.map(stored).slice(from) : []))
  }
  return { asked, history }
}

describe('whose a stream is', () => {
  it('is known from all that was said, and read on from there', async () => {
    const events = [...raise([])]
    const ledger = historian(events)
    const sees = openOwners(ledger)
    expect(await sees(agent, 'incident-INC0000001')).toBe(true)
    const { incidentId, by, at } = incidentExamples.commands.RaiseIncident
    const state = events.reduce(incidentDecider.evolve, incidentDecider.initial)
    expect(ownershipOf(state)).toMatchObject({ confidentialTo: [] })
    const changed = incidentDecider.decide(
      { type: 'ChangeConfidentiality', incidentId, by, at, confidentialTo: hr },
      state,
    )
    events.push(...(E.isRight(changed) ? changed.right : []))
    expect(await sees(agent, 'incident-INC0000001')).toBe(false)
    expect(await sees({ ...agent, groups: hr }, 'incident-INC0000001')).toBe(true)
    expect(ledger.asked).toStrictEqual([0, 1, 2])
  })

  it('is that of its ticket for a clock; of a ticket that is none here it is nobody’s', async () => {
    const sees = openOwners(historian(raise(hr)))
    expect(await sees(agent, 'service-level-clock-INC0000001.resolve')).toBe(false)
    expect(await sees({ ...agent, groups: hr }, 'service-level-clock-INC0000001.resolve')).toBe(true)
    expect(await sees(agent, 'service-level-clock-TKT0000042.resolve')).toBe(true)
    expect(await sees(agent, 'incident-TKT0000042')).toBe(false)
  })

  it('is hidden where the ticket cannot be read, its clocks too, and the next one is looked at again', async () => {
    const sound = historian(raise([]))
    let broken = true
    const sees = openOwners({
      history: (stream, query) =>
        broken ? Promise.reject(new Error('no version of this')) : sound.history(stream, query),
    })
    for (const stream of ['incident-INC0000001', 'service-level-clock-INC0000001.resolve'])
      expect(await sees(agent, stream)).toBe(false)
    broken = false
    expect(await sees(agent, 'incident-INC0000001')).toBe(true)
  })

  it('is hidden where an event makes no ticket', async () => {
    const sees = openOwners(historian([...raise([]), { type: 'OfTomorrow' } as unknown as IncidentEvent]))
    for (const stream of ['incident-INC0000001', 'service-level-clock-INC0000001.resolve'])
      expect(await sees(agent, stream)).toBe(false)
  })

  it('is a problem where the store fails: nothing is passed over', async () => {
    const failure = E.left({ type: 'StoreUnavailable' as const, message: 'No answer.' })
    const sees = openOwners({ history: () => Promise.resolve(failure) })
    await expect(sees(agent, 'incident-INC0000001')).rejects.toMatchObject({ status: 503 })
  })

  it('is the business of programs of the system alone where nobody owns it', async () => {
    const sees = openOwners(historian([]))
    expect(await sees(agent, 'numbers-incident')).toBe(false)
    expect(await sees({ ...agent, roles: ['system'] }, 'numbers-incident')).toBe(true)
    expect(await sees(agent, 'business-calendar-office')).toBe(true)
    expect(await sees({ ...agent, roles: ['requester'] }, 'business-calendar-office')).toBe(false)
  })
})
