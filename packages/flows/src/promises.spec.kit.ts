import type {
  AgreementId,
  Body,
  CalendarId,
  Count,
  GroupId,
  IncidentId,
  Instant,
  PersonId,
  ReferenceId,
  Title,
} from '@deskledger/kernel'
import type {
  AcceptTerms,
  BringIntoForce,
  DraftAgreement,
  ProposeTerms,
  WrittenTerms,
} from '@deskledger/practices/agreement'
import type { DefineCalendar } from '@deskledger/practices/business-calendar'
import type { IncidentCommand, RaiseIncident } from '@deskledger/practices/incident'

export const instant = (text: string): Instant => text as Instant
export const [mail, acme, globex] = ['mail', 'acme', 'globex'].map((name) => name as ReferenceId) as [
  ReferenceId,
  ReferenceId,
  ReferenceId,
]
const desk = 'desk' as GroupId
export const network = 'network' as GroupId
export const [ada, carol] = ['ada', 'carol'].map((name) => name as PersonId) as [PersonId, PersonId]
export const text = 'Done.' as Body
const title = 'Mail is down' as Title

const berlin = 'berlin-office' as CalendarId
const day = [['09:00', '17:00']] as const

/** Office hours of Berlin. */
export const calendar: DefineCalendar = {
  type: 'DefineCalendar',
  calendarId: berlin,
  by: ada,
  at: instant('2025-01-01T00:00:00.000Z'),
  name: 'Berlin office' as Title,
  definition: {
    timeZone: 'Europe/Berlin',
    weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
    holidays: [],
    extra: [],
  },
}

type WrittenTarget = WrittenTerms['targets'][number]

/** A target in working seconds of Berlin. */
export const within = (
  seconds: number,
  target: WrittenTarget['target'],
  criteria: Partial<WrittenTarget> = {},
): WrittenTarget => ({ target, kind: 'incident', goal: { unit: 'seconds', seconds, calendar: berlin }, ...criteria })

type AgreementCommand = DraftAgreement | ProposeTerms | AcceptTerms | BringIntoForce

/** The next version of an agreement, proposed, accepted and brought into force. */
export const version = (
  [id, no]: readonly [id: string, no: number],
  from: string,
  terms: WrittenTerms,
): readonly AgreementCommand[] => {
  const said = { agreementId: id as AgreementId, by: ada, at: instant(from) }
  return [
    { type: 'ProposeTerms', ...said, side: 'provider', terms },
    { type: 'AcceptTerms', ...said, side: 'customer', version: no as Count },
    { type: 'BringIntoForce', ...said, from: said.at, others: [] },
  ]
}

/** An agreement with its first version. */
export const agreement = (
  id: string,
  from: string,
  { customer = null, ...terms }: WrittenTerms & { readonly customer?: ReferenceId | null },
): readonly AgreementCommand[] => [
  {
    type: 'DraftAgreement',
    agreementId: id as AgreementId,
    by: ada,
    at: instant(from),
    kind: 'SLA',
    name: 'Mail' as Title,
    customer,
  },
  ...version([id, 1], from, terms),
]

export const HOUR = 3600

/** What is usual: half an hour to respond, 8 hours to resolve, 4 with priority 1. */
export const usual: WrittenTerms = {
  targets: [within(1800, 'respond'), within(8 * HOUR, 'resolve'), within(4 * HOUR, 'resolve', { priority: 1 })],
}

/** What every command on one incident says. */
export const on = (at: string, by: PersonId = ada, incidentId = 'INC0000001') => ({
  incidentId: incidentId as IncidentId,
  by,
  at: instant(at),
})

/** An incident of priority 2. */
export const raise = (at: string, more: Partial<RaiseIncident> = {}): IncidentCommand => ({
  type: 'RaiseIncident',
  ...on(at),
  summary: title,
  impact: 1,
  urgency: 2,
  group: desk,
  ...more,
})
