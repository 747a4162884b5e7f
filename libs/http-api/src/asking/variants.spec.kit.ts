import type { Json } from '@deskledger/kernel'
import { nouns, type NounName } from '@deskledger/nouns'
import { exampleOf } from '../endpoints/examples.ts'

type Body = Readonly<Record<string, Json>>

/** An example with other values. */
export const like = (noun: NounName, type: string, more: Body): Body => ({
  ...exampleOf(nouns[noun], type, { without: [] }),
  ...more,
})

/** An example without values that may be left out. */
const without = (noun: NounName, type: string, names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(like(noun, type, {})).filter(([name]) => !names.includes(name)))

/** Stands for the id of the stream that is asked. */
export const OWN = 'OWN'

export const terms = (more: Body): Json => {
  const { terms: written } = exampleOf(nouns.agreement, 'ProposeTerms', { without: [] })
  return { ...(written as Body), ...more }
}
const goal = (seconds: number): Json => ({ unit: 'seconds', seconds, calendar: 'berlin-office' })
const target = (more: Body): Json => ({ target: 'resolve', kind: 'incident', goal: goal(3600), ...more })

export const clockTerms = (more: Body): Json => {
  const { terms: pinned } = exampleOf(nouns['service-level-clock'], 'StartClock', { without: [] })
  return { ...(pinned as Body), ...more }
}
const calendar = (weekly: Json): Json => ({ timeZone: 'Europe/Berlin', weekly, holidays: [], extra: [] })
export const step = (percent: number): Json => ({ percent, to: null, tell: ['ada'] })
const pinned = (weekly: Json): Json => ({ id: 'berlin-office', version: 1, definition: calendar(weekly) })

/** Commands that differ from the examples in what some rule looks at. */
export const variants: Readonly<Record<NounName, readonly Body[]>> = {
  incident: [
    without('incident', 'RaiseIncident', ['impact', 'urgency']),
    like('incident', 'RaiseIncident', { followUpOf: OWN }),
    without('incident', 'PutOnHold', ['comment']),
    like('incident', 'SetParent', { parent: OWN }),
    like('incident', 'MergeInto', { into: OWN }),
    like('incident', 'ProposeMajor', { reason: 'All of Hamburg is affected.' }),
    like('incident', 'AcceptMajor', { manager: 'ada' }),
    without('incident', 'ChangePriority', ['urgency']),
    like('incident', 'AssignIncident', { group: null, assignee: null }),
    like('incident', 'AssignIncident', { assignee: 'carol' }),
    like('incident', 'EscalateHierarchically', { level: 3 }),
    like('incident', 'ChangePriority', { impact: 3, urgency: 3 }),
  ],
  agreement: [
    like('agreement', 'ProposeTerms', { terms: terms({ targets: [target({ goal: goal(0) })] }) }),
    like('agreement', 'ProposeTerms', { terms: terms({ targets: [target({}), target({})] }) }),
    like('agreement', 'ProposeTerms', { terms: terms({ targets: [target({ priority: 2 })], escalations: [] }) }),
    like('agreement', 'AcceptTerms', { side: 'provider' }),
    like('agreement', 'AcceptTerms', { side: 'customer' }),
    like('agreement', 'AcceptTerms', { version: 2, side: 'customer' }),
    like('agreement', 'BringIntoForce', { version: 2 }),
    like('agreement', 'BringIntoForce', { from: '2026-04-01T00:00:00.000Z', until: '2025-04-01T00:00:00.000Z' }),
    like('agreement', 'BringIntoForce', { until: null }),
    like('agreement', 'BringIntoForce', { from: '2024-04-01T00:00:00.000Z' }),
  ],
  'business-calendar': [
    like('business-calendar', 'DefineCalendar', { definition: calendar({}) }),
    like('business-calendar', 'ReviseCalendar', { definition: calendar({ mon: [['22:00', '06:00']] }) }),
    like('business-calendar', 'AddExtraHours', { extra: [{ date: '2025-03-01', from: '09:00', to: '08:00' }] }),
    like('business-calendar', 'DefineCalendar', { holidayNames: [{ date: '2025-05-01', name: 'May Day' }] }),
    like('business-calendar', 'ReviseCalendar', { holidayNames: [{ date: '2025-05-01', name: 'May Day' }] }),
    like('business-calendar', 'AddHolidays', { holidays: [{ date: '2025-13-40', name: 'Never' }] }),
  ],
  'service-level-clock': [
    like('service-level-clock', 'StartClock', { terms: clockTerms({ goal: { seconds: 0 } }) }),
    like('service-level-clock', 'StartClock', { terms: clockTerms({ calendar: pinned({}) }) }),
    like('service-level-clock', 'StartClock', { terms: clockTerms({ warnings: [120] }) }),
    like('service-level-clock', 'StartClock', { target: 'respond' }),
    like('service-level-clock', 'WarnClock', { percent: 10 }),
    like('service-level-clock', 'StartClock', { terms: clockTerms({ escalations: [step(0)] }) }),
    like('service-level-clock', 'StartClock', { terms: clockTerms({ escalations: [step(1000)] }) }),
    like('service-level-clock', 'StartClock', { terms: clockTerms({ goal: { days: 9999, endOfDay: false } }) }),
    like('service-level-clock', 'WarnClock', { percent: 80 }),
    like('service-level-clock', 'EscalateClock', { percent: 10 }),
    like('service-level-clock', 'PauseClock', { reason: 'AwaitingLunch' }),
    like('service-level-clock', 'RetargetClock', { policy: 'keep' }),
    like('service-level-clock', 'RetargetClock', { terms: clockTerms({ goal: { seconds: 0 } }) }),
  ],
}
