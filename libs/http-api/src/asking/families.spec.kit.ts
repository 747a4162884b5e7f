import type { Json } from '@deskledger/kernel'
import type { NounName } from '@deskledger/nouns'
import { clockTerms, like, step, terms } from './variants.spec.kit.ts'

type Body = Readonly<Record<string, Json>>

/** A command to the stream of that number, among those of its practice. */
type Step = readonly [stream: number, body: Body]

const incident = (type: string, more: Body = {}): Body => like('incident', type, more)
const agreement = (type: string, more: Body = {}): Body => like('agreement', type, more)
const clock = (type: string, more: Body = {}): Body => like('service-level-clock', type, more)

const raised = (streams: readonly number[], more: Body = {}): readonly Step[] =>
  streams.map((stream) => [stream, incident('RaiseIncident', { followUpOf: null, ...more })])

/** An agreement that both sides have accepted. */
const agreed = (stream: number, more: Body = {}): readonly Step[] => [
  [stream, agreement('DraftAgreement', more)],
  [stream, agreement('ProposeTerms')],
  [stream, agreement('AcceptTerms')],
]

interface Family {
  /** names a stream */
  readonly idOf: (stream: number) => string
  /** who asks */
  readonly asker: string
}

const incidents = ({ idOf, asker }: Family): readonly Step[] => {
  const parent = (of: number) => incident('SetParent', { parent: idOf(of) })
  const merged = (into: number) => incident('MergeInto', { into: idOf(into) })
  return [
    ...raised([1, 2, 3, 4, 5, 6, 7, 8]),
    ...[2, 3, 4, 5, 6].map((stream): Step => [stream, parent(stream - 1)]),
    [1, parent(4)],
    [7, incident('FollowParent', { parent: idOf(1) })],
    [7, merged(8)],
    [8, merged(7)],
    ...raised([9], { caller: asker }),
    [9, incident('AcceptIncident')],
    [10, incident('RecordImportedRow', { tracked: {} })],
    [10, incident('ChangePriority')],
    ...raised([11]),
    [11, incident('ProposeMajor')],
    [11, incident('AcceptMajor')],
    [11, incident('OverridePriority', { priority: 2 })],
    [11, incident('RecordPostIncidentReview')],
    [11, incident('ProposeMajor', { reason: 'All of Hamburg is affected.' })],
    [11, incident('StandDownMajor')],
    [11, incident('ProposeMajor', { reason: 'All of Bremen is affected.' })],
  ]
}

const agreements: readonly Step[] = [
  ...agreed(1, { customer: 'one' }),
  [1, agreement('BringIntoForce', { until: null })],
  [1, agreement('ExpireAgreement', { at: '2025-05-01T00:00:00.000Z' })],
  ...agreed(2, { customer: 'one' }),
  [2, agreement('BringIntoForce')],
  ...agreed(3, { customer: 'another' }),
  [3, agreement('BringIntoForce', { from: '2026-04-01T00:00:00.000Z', until: '2025-04-01T00:00:00.000Z' })],
  [3, agreement('BringIntoForce')],
  [3, agreement('BringIntoForce', { until: null })],
  [3, agreement('ExpireAgreement', { at: '2025-05-01T00:00:00.000Z' })],
  [3, agreement('ProposeTerms', { terms: terms({ escalations: [] }) })],
  [3, agreement('BringIntoForce')],
  [3, agreement('AcceptTerms', { version: 2 })],
  [3, agreement('BringIntoForce', { from: '2024-04-01T00:00:00.000Z' })],
  [3, agreement('ExpireAgreement')],
  [3, agreement('StartReview')],
]

const extra = (from: string, to: string): Body =>
  like('business-calendar', 'AddExtraHours', { extra: [{ date: '2025-03-08', from, to }] })

const calendars: readonly Step[] = [
  [1, like('business-calendar', 'DefineCalendar', {})],
  [1, extra('10:00', '14:00')],
  [1, extra('12:00', '16:00')],
]

const started = (stream: number, more: Body): Step => [stream, clock('StartClock', { terms: clockTerms(more) })]

/** A calendar that opens once, for three hours. */
const threeHours: Json = {
  id: 'berlin-office',
  version: 1,
  definition: {
    timeZone: 'Europe/Berlin',
    weekly: {},
    holidays: [],
    extra: [{ date: '2025-03-10', from: '09:00', to: '12:00' }],
  },
}

const clocks: readonly Step[] = [
  started(1, { calendar: threeHours, goal: { seconds: 10_801 } }),
  started(2, { warnings: [120] }),
  started(3, { calendar: threeHours, goal: { seconds: 7200 }, escalations: [step(200)] }),
  [3, clock('EscalateClock', { percent: 200 })],
  started(4, {}),
  [4, clock('BreachClock', { at: '2027-01-01T00:00:00.000Z' })],
  [4, clock('WarnClock')],
]

/** What hardly comes about by chance: commands to several streams of a practice, in this order. */
export const familyOf = (noun: NounName, family: Family): readonly Step[] => {
  const all: Readonly<Record<NounName, readonly Step[]>> = {
    incident: incidents(family),
    agreement: agreements,
    'business-calendar': calendars,
    'service-level-clock': clocks,
  }
  return all[noun]
}
