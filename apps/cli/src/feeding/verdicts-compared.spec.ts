import type { CycleFact, ServiceLevelFact } from '@deskledger/practices/service-level-clock'
import { lateTicketOf } from './service-levels-shown.ts'
import { verdictsCompared } from './verdicts-compared.ts'

const moment = (at: string) => ({ at, by: 'ada', eventId: '00000000-0000-5000-8000-000000000000' })
const cycle = (outcome: string, changes: object = {}): CycleFact =>
  ({
    cycle: 1,
    dueAt: '2016-03-02T12:00:00.000Z',
    pauses: 0,
    outcome,
    end: { ...moment('2016-03-02T00:00:00.000Z'), why: 'Resolved', elapsedSeconds: 60, overrunSeconds: 0 },
    ...changes,
  }) as unknown as CycleFact
const clock = (cycles: readonly CycleFact[], verdict: 'made' | 'missed' | null, at = '2016-03-01'): ServiceLevelFact =>
  ({
    ticket: 'INC1',
    target: 'resolve',
    cycles,
    external: verdict && { ...moment(`${at}T00:00:00.000Z`), source: 'servicenow', verdict },
  }) as unknown as ServiceLevelFact
const none = { tickets: 0, paused: 0, reopened: 0, judgedAfterStop: 0, neverResolved: 0, noneOfThese: 0 }

describe('verdicts of two sides', () => {
  it('are counted where there are both, in each direction', () => {
    const facts = [
      clock([cycle('met')], 'made'),
      clock([cycle('missed')], 'missed'),
      clock([cycle('met')], 'missed'),
      clock([cycle('missed')], 'made'),
      clock([cycle('met')], null),
      clock([cycle('running', { end: null })], 'missed'),
    ]
    expect(verdictsCompared(facts)).toStrictEqual({
      source: 'servicenow',
      tickets: 4,
      agreeing: 2,
      differing: 2,
      bothMet: 1,
      bothMissed: 1,
      missedHereAlone: { ...none, tickets: 1, noneOfThese: 1 },
      missedThereAlone: { ...none, tickets: 1, noneOfThese: 1 },
    })
  })
  it('are none where nobody else judges', () => {
    expect(verdictsCompared([clock([cycle('met')], null)])).toBeNull()
  })
  it('compare the last run, and say what is to be seen in those that differ', () => {
    const closed = { end: { ...moment('2016-03-02T00:00:00.000Z'), why: 'Closed' } }
    const facts = [
      clock([cycle('missed', { pauses: 1 }), cycle('met', { cycle: 2 })], 'missed'),
      clock([cycle('met')], 'missed', '2016-03-03'),
      clock([cycle('met', closed)], 'missed'),
    ]
    expect(verdictsCompared(facts)?.missedThereAlone).toStrictEqual({
      tickets: 3,
      paused: 1,
      reopened: 1,
      judgedAfterStop: 1,
      neverResolved: 1,
      noneOfThese: 0,
    })
  })
})

describe('the ticket whose account is told', () => {
  const late = (ticket: string, day: string, changes: object = {}): ServiceLevelFact => ({
    ...clock([cycle('missed', { dueAt: `${day}T00:00:00.000Z`, ...changes })], 'missed'),
    ticket: ticket as ServiceLevelFact['ticket'],
  })
  it('is the first that was due of those that were paused, and else the first', () => {
    const all = [
      late('b', '2016-03-03', { pauses: 1 }),
      late('c', '2016-03-04', { pauses: 2 }),
      late('a', '2016-03-01'),
    ]
    expect(lateTicketOf(all)).toBe('b')
    expect(lateTicketOf(all.slice(1))).toBe('c')
    expect(lateTicketOf([late('e', '2016-03-02'), late('a', '2016-03-01')])).toBe('a')
  })
  it('ran once and was late', () => {
    expect(
      lateTicketOf([clock([cycle('met')], 'missed'), clock([cycle('missed'), cycle('missed')], null)]),
    ).toBeUndefined()
  })
})
