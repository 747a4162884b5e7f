/** What somebody outside writes to define a calendar and bring an agreement into force, before the first ticket of the bundled log. */
const by = 'ada'
const at = '2016-01-01T09:00:00.000Z'
const calendar = 'berlin-office'
const agreed = { agreementId: 'desk', by, at }

const day = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
]

const seconds = (hours: number) => ({ unit: 'seconds', seconds: hours * 3600, calendar })

/** An hour to respond; 40 hours of work to resolve, 16 and 8 where it is more urgent; with warnings and an escalation. */
const terms = {
  targets: [
    { target: 'respond', kind: 'incident', goal: seconds(1) },
    { target: 'resolve', kind: 'incident', goal: seconds(40), warnAt: [50, 80] },
    { target: 'resolve', kind: 'incident', priority: 2, goal: seconds(16), warnAt: [80] },
    { target: 'resolve', kind: 'incident', priority: 1, goal: seconds(8), warnAt: [80] },
  ],
  escalations: [{ target: 'resolve', atPercent: 100, to: { type: 'hierarchic', level: 1, person: 'carol' }, tell: [] }],
}

export const promiseCommands: readonly object[] = [
  {
    type: 'DefineCalendar',
    calendarId: calendar,
    by,
    at,
    name: 'Berlin office',
    definition: {
      timeZone: 'Europe/Berlin',
      weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
      holidays: ['2016-03-25', '2016-03-28', '2016-05-05', '2016-05-16', '2016-10-03', '2016-12-26'],
    },
  },
  { type: 'DraftAgreement', ...agreed, kind: 'SLA', name: 'Service desk', provider: 'it' },
  { type: 'ProposeTerms', ...agreed, side: 'provider', terms },
  { type: 'AcceptTerms', ...agreed, side: 'customer', version: 1 },
  { type: 'BringIntoForce', ...agreed, from: '2016-01-01T00:00:00.000Z', others: [] },
]
