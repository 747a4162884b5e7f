import type { RecordImportedRow } from '@deskledger/practices/incident'
import { NEW_YEAR, monday, follows, clockIn, gold, hold, resume, resolve, reopen } from './clocks-asked.spec.kit.ts'
import type { Written } from './desk.spec.kit.ts'
import { acme, agreement, calendar, HOUR, instant, on, raise, usual } from './promises.spec.kit.ts'

describe('an incident that is promised something late', () => {
  const forAcme = (retarget: 'recompute-from-origin' | 'from-now') => [
    calendar,
    ...agreement('gold', NEW_YEAR, { ...usual, customer: acme, retarget }),
    raise(monday('09:00')),
    { type: 'AcceptIncident', ...on(monday('09:10')) },
    hold('10:00'),
    resume('11:00'),
    hold('12:00'),
  ]
  const toAcme: Written = { type: 'CorrectCustomer', ...on(monday('13:00')), to: acme }
  it('counts from the beginning, with everything that has happened since', () => {
    expect(follows(forAcme('recompute-from-origin'), toAcme)).toEqual([
      `respond StartClock ${monday('09:00')} gold/1`,
      `respond StopClock ${monday('09:10')} Accepted`,
      `resolve StartClock ${monday('09:00')} gold/1`,
      `resolve PauseClock ${monday('10:00')} AwaitingCaller`,
      `resolve ResumeClock ${monday('11:00')}`,
      `resolve PauseClock ${monday('12:00')} AwaitingCaller`,
    ])
  })
  it('counts from then on, where time that has passed is left out; what is done already has no clock', () => {
    expect(follows(forAcme('from-now'), toAcme)).toEqual([
      `resolve StartClock ${monday('13:00')} gold/1`,
      `resolve PauseClock ${monday('13:00')} AwaitingCaller`,
    ])
  })
  it('counts from its reopening, if that is when something is promised', () => {
    const late = agreement('gold', monday('11:30'), usual)
    expect(follows([calendar, ...late, raise(monday('09:00')), resolve('11:00')], reopen('12:00'))).toEqual([
      `resolve StartClock ${monday('12:00')} gold/1`,
    ])
  })
})

describe('an imported incident', () => {
  const row = (no: number, time: string, more: Partial<RecordImportedRow>): Written => ({
    type: 'RecordImportedRow',
    ...on(monday(time)),
    source: 'log',
    row: no,
    reportedAt: instant(monday('08:00')),
    standing: null,
    tracked: {},
    counters: {},
    links: {},
    verdict: null,
    note: null,
    fields: {},
    finals: {},
    ...more,
  })
  const standing = (status: string, holdReason: string | null = null) =>
    ({ status, holdReason }) as RecordImportedRow['standing']
  it('follows steps that no rule allows', () => {
    expect(
      follows(
        gold,
        row(1, '09:00', { standing: standing('OnHold', 'AwaitingVendor'), verdict: true }),
        row(2, '10:00', { standing: standing('OnHold', 'AwaitingCaller') }),
        row(3, '09:30', { standing: standing('Closed') }),
        row(4, '11:00', { standing: standing('Assigned') }),
        row(5, '12:00', { standing: standing('Cancelled'), verdict: false }),
      ),
    ).toEqual([
      `respond StartClock ${monday('08:00')} gold/1`,
      `resolve StartClock ${monday('08:00')} gold/1`,
      `resolve NoteExternalVerdict ${monday('09:00')} log made`,
      `respond PauseClock ${monday('09:00')} AwaitingVendor`,
      `resolve PauseClock ${monday('09:00')} AwaitingVendor`,
      `respond ResumeClock ${monday('10:00')}`,
      `resolve ResumeClock ${monday('10:00')}`,
      `respond PauseClock ${monday('10:00')} AwaitingCaller`,
      `resolve PauseClock ${monday('10:00')} AwaitingCaller`,
      `respond StopClock ${monday('09:30')} Closed`,
      `resolve StopClock ${monday('09:30')} Closed`,
      `resolve RestartClock ${monday('11:00')} 1`,
      `resolve CancelClock ${monday('12:00')} Cancelled`,
      `resolve NoteExternalVerdict ${monday('12:00')} log missed`,
    ])
  })
  it('counts from its own steps, however late it comes', () => {
    const given = [
      ...gold,
      row(1, '09:00', { standing: standing('InProgress') }),
      row(2, '10:00', { standing: standing('Resolved') }),
    ]
    expect(clockIn(given, 'resolve')).toMatchObject({ status: 'Stopped', elapsedSeconds: 2 * HOUR })
  })
  it('stays cancelled, whatever its source says afterwards', () => {
    const given = [...gold, row(1, '09:00', { standing: standing('Cancelled') })]
    expect(follows(given, row(2, '10:00', { standing: standing('InProgress') }))).toEqual([])
  })
})
