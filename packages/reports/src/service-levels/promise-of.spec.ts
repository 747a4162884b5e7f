import type { GroupId, Instant, PersonId } from '@deskledger/kernel'
import { agreementExamples, type InForce } from '@deskledger/practices/agreement'
import { serviceLevelClockExamples } from '@deskledger/practices/service-level-clock'
import { promiseOf } from './promise-of.ts'
import type { PromiseAsked } from './replay-under.ts'

const { terms, ticket, kind, labels } = serviceLevelClockExamples.commands.StartClock
const proposed = agreementExamples.events.TermsProposed
const nobody = { kind: 'incident', priority: null, service: null, customer: null } as const
const ada = 'ada' as PersonId
const calendar = terms.calendar.id

const inForce: InForce = {
  agreementId: terms.agreement.id,
  version: terms.agreement.version,
  kind: 'SLA',
  provider: null,
  customer: null,
  from: '2025-01-01T00:00:00.000Z' as Instant,
  until: null,
  terms: {
    ...proposed.terms,
    escalations: [
      { target: 'resolve', atPercent: 80, to: { type: 'functional', group: 'network' as GroupId }, tell: [ada] },
      { target: null, atPercent: 100, to: null, tell: ['bob' as PersonId] },
    ],
    pauses: { respond: [], resolve: ['AwaitingVendor'], fulfil: [] },
    targets: [
      { target: 'resolve', ...nobody, goal: { unit: 'seconds', seconds: 3600, calendar }, warnAt: [50] },
      { target: 'respond', ...nobody, goal: { unit: 'days', days: 2, endOfDay: true, calendar }, warnAt: [] },
      { target: 'available', ...nobody, goal: { unit: 'ppm', ppm: 999_000, period: 'month', calendar }, warnAt: [] },
    ],
  },
}
const asked: PromiseAsked = { ticket, kind, target: 'resolve', labels, at: '2025-03-03T08:00:00.000Z' as Instant }
const promised = promiseOf([inForce], () => terms.calendar)

describe('what an agreement promises of a ticket', () => {
  it('is its goal, calendar, warnings, the steps of escalation that concern it or every target, and the reasons that pause', () => {
    expect(promised(asked)).toStrictEqual({
      terms: {
        agreement: terms.agreement,
        calendar: terms.calendar,
        goal: { seconds: 3600 },
        warnings: [50],
        escalations: [
          { percent: 80, to: { type: 'functional', group: 'network' }, tell: ['ada'] },
          { percent: 100, to: null, tell: ['bob'] },
        ],
      },
      pauseReasons: ['AwaitingVendor'],
    })
    expect(promised({ ...asked, target: 'respond' })).toMatchObject({
      terms: { goal: { days: 2, endOfDay: true }, escalations: [{ percent: 100, to: null, tell: ['bob'] }] },
      pauseReasons: [],
    })
  })
  it.each<readonly [string, Partial<PromiseAsked>]>([
    ['before it is in force', { at: '2024-12-31T23:59:59.999Z' as Instant }],
    ['for a kind of ticket it does not name', { kind: 'problem' }],
    ['for a target it does not name', { target: 'fulfil' }],
    ['of availability, which no clock counts', { target: 'available' }],
  ])('is nothing %s', (_, changes) => {
    expect(promised({ ...asked, ...changes })).toBeUndefined()
  })
  it('is nothing without its calendar, and where two agreements say so equally', () => {
    expect(promiseOf([inForce], () => undefined)(asked)).toBeUndefined()
    const twin = { ...inForce, agreementId: 'other' as InForce['agreementId'] }
    expect(promiseOf([inForce, twin], () => terms.calendar)(asked)).toBeUndefined()
  })
})
