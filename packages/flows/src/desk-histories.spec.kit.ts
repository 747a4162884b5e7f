import { instantOf, type Instant } from '@deskledger/kernel'
import type { WrittenTerms } from '@deskledger/practices/agreement'
import * as fc from 'fast-check'
import type { Written } from './desk.spec.kit.ts'
import { acme, agreement, calendar, globex, mail, version, within } from './promises.spec.kit.ts'

const START = Date.UTC(2025, 2, 28, 8) // a Friday; clocks of Europe change that Sunday

const incidentIds = ['INC0000001', 'INC0000002']
const holdReasons = ['AwaitingCaller', 'AwaitingVendor', 'AwaitingProblem']
const standings = [
  { status: 'New', holdReason: null },
  { status: 'Assigned', holdReason: null },
  { status: 'InProgress', holdReason: null },
  ...holdReasons.map((holdReason) => ({ status: 'OnHold', holdReason })),
  { status: 'Resolved', holdReason: null },
  { status: 'Closed', holdReason: null },
  { status: 'Cancelled', holdReason: null },
]

const one = <Value>(...values: readonly Value[]) => fc.constantFrom(...values)
const asks = (type: string, fields: Readonly<Record<string, fc.Arbitrary<unknown>>> = {}) =>
  fc.record({ type: fc.constant(type), ...fields })

const level = one(1, 2, 3)
const group = one('desk', 'network', null)
const service = one<unknown>(mail, null)
const customer = one<unknown>(acme, globex, null)

/** What may be asked of an incident, but which one, who and when. */
const asked = fc.oneof(
  { weight: 2, arbitrary: asks('AssignIncident', { group }) },
  { weight: 1, arbitrary: asks('UnassignIncident') },
  { weight: 1, arbitrary: asks('StartWork') },
  { weight: 4, arbitrary: asks('PutOnHold', { reason: one(...holdReasons), comment: one('Which one?') }) },
  { weight: 4, arbitrary: asks('ResumeIncident') },
  { weight: 3, arbitrary: asks('ResolveIncident', { code: one('Fixed'), text: one('Done.', 'Done again.') }) },
  { weight: 3, arbitrary: asks('ReopenIncident') },
  { weight: 1, arbitrary: asks('CloseIncident') },
  { weight: 1, arbitrary: asks('CancelIncident', { reason: one('Never mind.') }) },
  { weight: 1, arbitrary: asks('MergeInto', { into: one('INC0000009'), ancestors: one([]) }) },
  { weight: 1, arbitrary: asks('AcceptIncident') },
  { weight: 4, arbitrary: asks('ChangePriority', { impact: level, urgency: level }) },
  { weight: 1, arbitrary: asks('OverridePriority', { priority: one(1, 4), reason: one('So it is.') }) },
  { weight: 2, arbitrary: asks('ReclassifyService', { service }) },
  { weight: 3, arbitrary: asks('CorrectCustomer', { to: customer }) },
  { weight: 1, arbitrary: asks('RecordExternalVerdict', { source: one('a log'), made: fc.boolean() }) },
)

const raising = asks('RaiseIncident', {
  summary: one('Mail is down'),
  impact: level,
  urgency: level,
  group,
  service,
  customer,
})

const row = asks('RecordImportedRow', {
  standing: fc.option(one(...standings)),
  tracked: fc.record({ priority: one(null, 1, 2, 3), group, customer }, { requiredKeys: [] }),
  verdict: fc.option(fc.boolean()),
})

const targets: readonly WrittenTerms['targets'][number][] = [
  within(1800, 'respond'),
  within(28_800, 'resolve'),
  within(14_400, 'resolve', { priority: 1 }),
  within(36_000, 'resolve', { service: mail }),
]

/** Terms of which no two targets are alike: `more` seconds make another version another promise. */
const terms = fc.record({
  more: fc.integer({ min: 1, max: 9999 }),
  retarget: one('recompute-from-origin' as const, 'from-now' as const, 'keep' as const),
  of: fc.subarray([...targets], { minLength: 1 }),
  respondPauses: fc.boolean(),
})

const termsOf = ({ more, retarget, of, respondPauses }: typeof terms extends fc.Arbitrary<infer T> ? T : never) => ({
  retarget,
  targets: of.map((target): WrittenTerms['targets'][number] =>
    target.goal.unit === 'seconds'
      ? { ...target, goal: { ...target.goal, seconds: target.goal.seconds + more } }
      : target,
  ),
  pauses: { respond: respondPauses ? ['AwaitingCaller' as const] : [] },
})

/** Minutes from one thing to the next: often steps back, sometimes over a weekend. */
const gap = fc.oneof(fc.constant(0), fc.integer({ min: -300, max: 300 }), fc.integer({ min: 0, max: 4000 }))

const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ on: one(...incidentIds), minutes: gap, asked }) },
  { weight: 4, arbitrary: fc.record({ on: one('INC0000003'), minutes: gap, asked: row }) },
  { weight: 2, arbitrary: fc.record({ on: one(...incidentIds), minutes: gap, asked: raising }) },
  { weight: 1, arbitrary: fc.record({ on: one('calendar'), minutes: gap, opens: one('08:00', '10:00', '12:30') }) },
  { weight: 1, arbitrary: fc.record({ on: one('gold', 'acme'), minutes: gap, terms }) },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

const day = (opens: string) => [[opens, '18:00']]

/** Commands of a service desk from its first day; not all of them are allowed. */
const commandsOf = (steps: readonly Step[]): readonly Written[] => {
  let minute = 0
  let row = 0
  const versions: Record<string, number> = { gold: 1, acme: 1 }
  const taken: Record<string, number> = {}
  return steps.flatMap((one): readonly Written[] => {
    minute += one.minutes
    const at: Instant = instantOf(START + minute * 60_000)
    if ('opens' in one) {
      const weekly = { mon: day(one.opens), wed: day(one.opens), fri: day(one.opens) }
      const { calendarId, by } = calendar
      return [{ type: 'ReviseCalendar', calendarId, by, at, definition: { timeZone: 'Europe/Berlin', weekly } }]
    }
    if ('terms' in one) {
      // Versions come into force one after the other, whatever the time of what happens else.
      const no = (versions[one.on] ?? 0) + 1
      versions[one.on] = no
      const from = instantOf(Math.max(START + minute * 60_000, (taken[one.on] ?? 0) + 60_000))
      taken[one.on] = START + Math.max(minute * 60_000, (taken[one.on] ?? 0) - START + 60_000)
      return version([one.on, no], from, termsOf(one.terms))
    }
    const said = { incidentId: one.on, by: 'ada', at }
    if (one.asked.type !== 'RecordImportedRow') return [{ ...one.asked, ...said }]
    row += 1
    const imported = { source: 'a log', row, counters: {}, links: {}, note: null, fields: {}, finals: {} }
    return [{ reportedAt: instantOf(START), ...imported, ...one.asked, ...said }]
  })
}

const first = '2025-01-01T00:00:00.000Z'

/** A desk's history: agreements and calendars that change, incidents and imports, times that step back. */
export const histories = fc
  .record({
    terms: fc.tuple(terms, terms),
    raised: fc.tuple(raising, raising),
    steps: fc.array(step, { maxLength: 30, size: 'max' }),
  })
  .map(({ terms: [gold, ofAcme], raised, steps }): readonly Written[] => [
    calendar,
    ...agreement('gold', first, termsOf(gold)),
    ...agreement('acme', first, { ...termsOf(ofAcme), customer: acme }),
    ...commandsOf([...raised.map((asked, n) => ({ on: incidentIds[n] ?? '', minutes: n * 7, asked })), ...steps]),
  ])
