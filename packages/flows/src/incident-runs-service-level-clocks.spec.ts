import {
  NEW_YEAR,
  monday,
  openWith,
  follows,
  gold,
  raised,
  hold,
  resume,
  resolve,
  reopen,
  urgency,
  close,
  stopsAt,
} from './clocks-asked.spec.kit.ts'
import type { Written } from './desk.spec.kit.ts'
import {
  acme,
  ada,
  agreement,
  calendar,
  carol,
  globex,
  HOUR,
  instant,
  mail,
  network,
  on,
  raise,
  text,
  usual,
  version,
  within,
} from './promises.spec.kit.ts'

describe('an incident that is raised', () => {
  it('starts a clock for each target that is promised', () => {
    expect(follows(gold, raise(monday('09:00')))).toEqual([
      `respond StartClock ${monday('09:00')} gold/1`,
      `resolve StartClock ${monday('09:00')} gold/1`,
    ])
  })
  it('counts from when it was reported, and goes by what was promised then', () => {
    const renewed = [...gold, ...version(['gold', 2], monday('08:30'), { targets: [within(HOUR, 'respond')] })]
    const late = raise(monday('09:00'), { reportedAt: instant(monday('08:00')) })
    expect(follows(renewed, late)).toEqual([
      `respond StartClock ${monday('08:00')} gold/1`,
      `resolve StartClock ${monday('08:00')} gold/1`,
    ])
  })
  it('pins the goal, the warnings and the escalations of the target, and the reasons that pause it', () => {
    const call = { type: 'hierarchic' as const, level: 1, person: carol }
    const terms = {
      targets: [within(1800, 'respond', { warnAt: [50] }), within(HOUR, 'resolve', { warnAt: [60, 80] })],
      escalations: [
        { target: 'resolve' as const, atPercent: 90, to: null, tell: [ada] },
        { target: null, atPercent: 100, to: call, tell: [] },
      ],
      pauses: { respond: ['AwaitingCaller' as const], resolve: [] },
    }
    const opened = openWith(calendar, ...agreement('gold', NEW_YEAR, terms))
    opened.does(raise(monday('09:00'), { service: mail, customer: acme }))
    expect(opened.asked()).toMatchObject([
      {
        terms: {
          agreement: { id: 'gold', version: 1 },
          calendar: { id: 'berlin-office', version: 1, definition: calendar.definition },
          goal: { seconds: 1800 },
          warnings: [50],
          escalations: [{ percent: 100, to: call, tell: [] }],
        },
        pauseReasons: ['AwaitingCaller'],
        labels: { service: 'mail', team: 'desk', priority: 2, customer: 'acme' },
      },
      { terms: { warnings: [60, 80], escalations: [{ percent: 90, to: null, tell: ['ada'] }, {}] }, pauseReasons: [] },
    ])
  })
  it.each([
    ['nobody has agreed to anything', [calendar]],
    ['nobody has defined the calendar', agreement('gold', NEW_YEAR, usual)],
    ['the agreement is not in force yet', [calendar, ...agreement('gold', monday('10:00'), usual)]],
    ['the agreement is with somebody else', [calendar, ...agreement('gold', NEW_YEAR, { ...usual, customer: globex })]],
    [
      'two agreements say it equally',
      [calendar, ...agreement('gold', NEW_YEAR, usual), ...agreement('silver', NEW_YEAR, usual)],
    ],
  ])('has no clock where %s', (_, given: readonly Written[]) => {
    expect(follows(given, raise(monday('09:00'), { customer: acme }))).toEqual([])
  })
})

describe('an incident with clocks', () => {
  it.each<readonly [string, readonly Written[], readonly string[]]>([
    [
      'pauses them while it is on hold, and goes on afterwards',
      [hold('10:00'), resume('11:00')],
      [
        `respond PauseClock ${monday('10:00')} AwaitingCaller`,
        `resolve PauseClock ${monday('10:00')} AwaitingCaller`,
        `respond ResumeClock ${monday('11:00')}`,
        `resolve ResumeClock ${monday('11:00')}`,
      ],
    ],
    [
      'has responded with its first response',
      [{ type: 'AcceptIncident', ...on(monday('09:20')) }],
      [`respond StopClock ${monday('09:20')} Accepted`],
    ],
    [
      'is done with both when it is resolved, out of a hold too',
      [hold('10:00'), resolve('11:00')],
      [
        `respond PauseClock ${monday('10:00')} AwaitingCaller`,
        `resolve PauseClock ${monday('10:00')} AwaitingCaller`,
        `respond StopClock ${monday('11:00')} Resolved`,
        `resolve StopClock ${monday('11:00')} Resolved`,
      ],
    ],
    [
      'counts resolving anew when it is reopened, and responding no more',
      [resolve('11:00'), reopen('12:00')],
      [
        `respond StopClock ${monday('11:00')} Resolved`,
        `resolve StopClock ${monday('11:00')} Resolved`,
        `resolve RestartClock ${monday('12:00')} 1`,
      ],
    ],
    [
      'cancels them with itself',
      [{ type: 'CancelIncident', ...on(monday('10:00')), reason: text }],
      [`respond CancelClock ${monday('10:00')} Cancelled`, `resolve CancelClock ${monday('10:00')} Cancelled`],
    ],
    [
      'cancels them when it is merged into another',
      [{ type: 'MergeInto', ...on(monday('10:00')), into: 'INC0000002', ancestors: [] }],
      [`respond CancelClock ${monday('10:00')} Merged`, `resolve CancelClock ${monday('10:00')} Merged`],
    ],
    ['asks nothing when it is closed: it was resolved', [resolve('11:00'), close('12:00')], stopsAt('11:00')],
    [
      'sets them anew where another promise holds, and says so of the others',
      [urgency(1, '10:00')],
      [
        `respond RelabelClock ${monday('10:00')} {"priority":1}`,
        `resolve RetargetClock ${monday('10:00')} recompute-from-origin {"seconds":14400} priority 2 → 1`,
      ],
    ],
    [
      'goes by the same promise under another priority that says no more',
      [urgency(3, '10:00')],
      [
        `respond RelabelClock ${monday('10:00')} {"priority":3}`,
        `resolve RelabelClock ${monday('10:00')} {"priority":3}`,
      ],
    ],
    [
      'belongs to the figures of whoever has it',
      [{ type: 'AssignIncident', ...on(monday('10:00')), group: network }],
      [
        `respond RelabelClock ${monday('10:00')} {"team":"network"}`,
        `resolve RelabelClock ${monday('10:00')} {"team":"network"}`,
      ],
    ],
    [
      'keeps what another system says of it',
      [{ type: 'RecordExternalVerdict', ...on(monday('10:00')), source: 'old', made: false }],
      [`resolve NoteExternalVerdict ${monday('10:00')} old missed`],
    ],
  ])('%s', (_, when, then) => {
    expect(follows(raised, ...when)).toEqual(then)
  })
  it('retargets nothing that has ended; figures move', () => {
    expect(follows([...raised, resolve('10:00')], urgency(1, '11:00'))).toEqual([
      `respond RelabelClock ${monday('11:00')} {"priority":1}`,
      `resolve RelabelClock ${monday('11:00')} {"priority":1}`,
    ])
  })
  it('goes on under what was promised where nothing is promised any more', () => {
    const acmeAlone = [calendar, ...agreement('gold', NEW_YEAR, { ...usual, customer: acme })]
    const given = [...acmeAlone, raise(monday('09:00'), { customer: acme })]
    const toGlobex: Written = { type: 'CorrectCustomer', ...on(monday('10:00')), to: globex }
    expect(follows(given, toGlobex)).toEqual([
      `respond RelabelClock ${monday('10:00')} {"customer":"globex"}`,
      `resolve RelabelClock ${monday('10:00')} {"customer":"globex"}`,
    ])
    expect(follows([...given, toGlobex, resolve('11:00')], reopen('12:00'))).toEqual([
      `resolve RestartClock ${monday('12:00')} as before`,
    ])
  })
  it('sets nothing anew by itself when agreements and calendars change', () => {
    const more = version(['gold', 2], monday('10:00'), { targets: [within(HOUR, 'resolve')] })
    const open24: Written = {
      type: 'ReviseCalendar',
      calendarId: calendar.calendarId,
      by: ada,
      at: instant(monday('10:00')),
      definition: { timeZone: 'UTC', weekly: { mon: [['00:00', '24:00']] } },
    }
    expect(follows(raised, ...more, open24)).toEqual([])
  })
  it('is promised nothing by an agreement that was terminated, nor by a version of it that never came into force', () => {
    const next = version(['gold', 2], monday('12:00'), { targets: [within(HOUR, 'resolve')] })
    const terminated: Written = {
      type: 'TerminateAgreement',
      agreementId: 'gold',
      by: ada,
      at: monday('10:00'),
      reason: text,
    }
    expect(follows([...gold, ...next, terminated], raise(monday('13:00')))).toEqual([])
    expect(follows([...raised, ...next, resolve('09:30'), terminated], reopen('13:00'))).toEqual([
      `resolve RestartClock ${monday('13:00')} as before`,
    ])
  })
  it('goes by what is in force then when it is reopened', () => {
    const more = version(['gold', 2], monday('10:00'), { targets: [within(HOUR, 'resolve')] })
    expect(follows([...raised, resolve('11:00'), ...more], reopen('12:00'))).toEqual([
      `resolve RestartClock ${monday('12:00')} 2`,
    ])
  })
  it.each(['from-now', 'keep'] as const)('is set anew by the policy of the new agreement: %s', (policy) => {
    const agreed = [calendar, ...agreement('gold', NEW_YEAR, { ...usual, retarget: policy })]
    const retarget = `resolve RetargetClock ${monday('10:00')} ${policy} {"seconds":14400} priority 2 → 1`
    expect(follows([...agreed, raise(monday('09:00'))], urgency(1, '10:00'))).toContain(retarget)
  })
})
