import type { CalendarId } from '@deskledger/kernel'
import type { InForce } from './in-force.ts'
import { agreementId, calendar, hours, inForce, instant, reference, target } from './terms.spec.kit.ts'
import type { Goal, WrittenTerms } from './terms.ts'
import { underpinningGaps, type UnderpinningGap } from './underpinning.ts'

type Targets = WrittenTerms['targets']
const at = instant('2025-06-01')
const ola = agreementId('network-ola')

const sla = (targets: Targets, underpinnedBy = [ola], said: Partial<InForce> = {}): InForce => {
  const { terms, ...rest } = inForce('mail-gold', targets, { customer: reference('acme') })
  return { ...rest, ...said, terms: { ...terms, underpinnedBy } }
}
const below = (targets: Targets, said: Partial<InForce> = {}): InForce =>
  inForce('network-ola', targets, { kind: 'OLA', customer: reference('it'), ...said })
const gaps = (above: Targets, under: Targets): readonly UnderpinningGap[] =>
  underpinningGaps(sla(above), [below(under)], at)
const days = (count: number, endOfDay: boolean): Goal => ({ unit: 'days', days: count, endOfDay, calendar })
const share = (ppm: number, period: 'month' | 'year' = 'month'): Goal => ({ unit: 'ppm', ppm, period, calendar })

describe('an agreement below another', () => {
  it.each<[string, Goal, Goal]>([
    ['takes as long', hours(8), hours(8)],
    ['takes less long', hours(8), hours(7)],
    ['takes as many days', days(2, false), days(2, false)],
    ['takes days to their clock time, where the end of the last is promised', days(2, true), days(2, false)],
  ])('leaves no gap where it %s', (_how, promised, borne) => {
    expect(gaps([target({ goal: promised })], [target({ goal: borne })])).toStrictEqual([])
  })
  it.each<[string, Goal, Goal]>([
    ['takes a second longer', hours(8), { unit: 'seconds', seconds: 28_801, calendar }],
    ['takes a day longer', days(2, true), days(3, false)],
    ['takes to the end of the day, where its clock time is promised', days(2, false), days(2, true)],
  ])('is looser where it %s', (_how, promised, borne) => {
    expect(gaps([target({ goal: promised })], [target({ goal: borne })])).toStrictEqual([
      { type: 'Looser', agreementId: ola, place: 0, theirs: 0, promised, borne },
    ])
  })
  it('is looser where it promises less availability', () => {
    const service = (goal: Goal) => [target({ target: 'available', goal })]
    expect(gaps(service(share(999_000)), service(share(999_000)))).toStrictEqual([])
    expect(gaps(service(share(999_000)), service(share(998_999)))).toMatchObject([{ type: 'Looser' }])
  })
  it.each<[string, Goal, Goal]>([
    ['calendar', hours(8), { unit: 'seconds', seconds: 1, calendar: 'always' as CalendarId }],
    ['unit', hours(8), days(1, false)],
    ['period', share(999_000), share(999_900, 'year')],
  ])('cannot be compared over another %s', (differs, promised, borne) => {
    const name = promised.unit === 'ppm' ? 'available' : 'resolve'
    expect(gaps([target({ target: name, goal: promised })], [target({ target: name, goal: borne })])).toMatchObject([
      { type: 'NotComparable', differs },
    ])
  })
  it('is held against each target it bears, and no other', () => {
    const above = [target({ priority: 1, goal: hours(4) }), target({ priority: 2, goal: hours(8) })]
    const under = [target({ priority: 1, goal: hours(5) }), target({ goal: hours(6) })]
    expect(gaps(above, under)).toMatchObject([{ type: 'Looser', place: 0, theirs: 0 }])
  })
  it('is held against a target for any ticket with all of its own', () => {
    const under = [target({ priority: 1, goal: hours(9) }), target({ priority: 2, goal: hours(8) })]
    expect(gaps([target({ goal: hours(8) })], under)).toMatchObject([{ type: 'Looser', theirs: 0 }])
  })
  it('covers nothing where it says nothing of such tickets', () => {
    expect(gaps([target({ service: reference('mail') })], [target({ service: reference('web') })])).toStrictEqual([
      { type: 'NotCovered', place: 0 },
    ])
    expect(gaps([target()], [target({ target: 'respond' })])).toStrictEqual([{ type: 'NotCovered', place: 0 }])
  })
  it('counts for the customers its targets name, not for the customer it is with', () => {
    const named = [target({ customer: reference('umbrella'), goal: hours(9) })]
    expect(gaps([target()], named)).toStrictEqual([{ type: 'NotCovered', place: 0 }])
  })
  it('must be in force', () => {
    const above = sla([target()])
    const missing = [{ type: 'NotInForce', agreementId: ola }]
    expect(underpinningGaps(above, [], at)).toStrictEqual(missing)
    expect(underpinningGaps(above, [below([target()], { until: at })], at)).toStrictEqual(missing)
    expect(underpinningGaps(above, [below([target()], { kind: 'SLA' })], at)).toStrictEqual(missing)
  })
  it('must last as long', () => {
    const until = instant('2026-01-01')
    const under = below([target()], { until })
    const gap = { type: 'EndsBefore', agreementId: ola, ends: until }
    expect(underpinningGaps(sla([target()]), [under], at)).toStrictEqual([{ ...gap, until: null }])
    const later = instant('2026-01-02')
    expect(underpinningGaps(sla([target()], [ola], { until: later }), [under], at)).toStrictEqual([
      { ...gap, until: later },
    ])
    expect(underpinningGaps(sla([target()], [ola], { until }), [under], at)).toStrictEqual([])
  })
  it('is asked for only where the SLA names it', () => {
    expect(underpinningGaps(sla([target()], []), [below([target({ goal: hours(99) })])], at)).toStrictEqual([])
  })
})
