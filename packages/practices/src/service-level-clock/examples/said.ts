import type {
  AgreementId,
  Body,
  CalendarId,
  ClockId,
  Count,
  GroupId,
  Instant,
  PersonId,
  ReferenceId,
  TicketId,
  Title,
} from '@deskledger/kernel'
import type { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import type { EscalationStep, Goal, Labels, Share, Terms } from '../words.ts'

export const ticket = 'INC0000042' as TicketId
export const clockId = 'INC0000042.resolve' as ClockId
/** The flow that runs clocks, and the timer that asks them. */
const flow = 'incident-runs-service-level-clocks' as PersonId
export const timer = 'service-level-timer' as PersonId
const network = 'network' as GroupId
export const desk = 'desk' as GroupId
export const title = (text: string): Title => text as Title
export const body = (text: string): Body => text as Body
export const count = (n: number): Count => n as Count
export const instant = (text: string): Instant => text as Instant
/** So many percent, at that instant. */
export const share = (percent: number, at: string): Share => ({ percent: count(percent), at: instant(at) })
export const hours = (n: number): Goal => ({ seconds: count(n * 3600) })
/** A clock time of Monday, 3 March 2025, UTC; in Berlin it is an hour later. */
export const monday = (time: string): Instant => instant(`2025-03-03T${time}:00.000Z`)
export const said = { clockId, by: flow, at: monday('08:00') }
export const saidAt = (time: string) => ({ ...said, at: monday(time) })

const nineToFive = [['09:00', '17:00']] as const

/** Monday to Friday from nine to five in Berlin. */
export const berlin: WorkingHoursDefinition = {
  timeZone: 'Europe/Berlin',
  weekly: { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive },
  holidays: ['2025-04-18'],
  extra: [],
}

const ada = 'ada' as PersonId
const bob = 'bob' as PersonId

/** Before it is due to those who know more, then up the line, and further up. */
export const steps: readonly EscalationStep[] = [
  { percent: count(80), to: { type: 'functional', group: 'mail-experts' as GroupId }, tell: [ada] },
  { percent: count(100), to: { type: 'hierarchic', level: count(1), person: bob }, tell: [ada, bob] },
  { percent: count(150), to: null, tell: [bob] },
]

/** When the steps are taken. */
export const escalations = (at80: string, at100: string, at150: string): readonly Share[] => [
  share(80, at80),
  share(100, at100),
  share(150, at150),
]

/** A working day to resolve in, with warnings at half and three quarters of it, and three steps of escalation. */
export const gold: Terms = {
  agreement: { id: 'mail-gold' as AgreementId, version: count(3) },
  calendar: { id: 'berlin-office' as CalendarId, version: count(2), definition: berlin },
  goal: hours(8),
  warnings: [count(50), count(75)],
  escalations: steps,
}
/** The same for what is urgent: half the time. */
export const urgent: Terms = { ...gold, goal: hours(4) }

export const pauseReasons = [title('AwaitingCaller'), title('AwaitingVendor')]

export const labels: Labels = {
  service: 'mail' as ReferenceId,
  team: network,
  priority: 3,
  customer: 'berlin' as ReferenceId,
}
