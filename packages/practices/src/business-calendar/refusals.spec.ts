import type { Title } from '@deskledger/kernel'
import { specify } from '@deskledger/testing'
import type { BusinessCalendarCommand } from './commands.ts'
import { businessCalendarDecider } from './decide.ts'
import type { BusinessCalendarEvent } from './events.ts'
import { businessCalendarExamples } from './examples.ts'
import { wordsForRefusal } from './refusal-words.ts'
import type { BusinessCalendarRefusal } from './refusals.ts'
import type { LocalDate } from './words.ts'

const { given } = specify(businessCalendarDecider)
const { commands, events } = businessCalendarExamples
const { CalendarDefined: defined, CalendarRetired: retired, ExtraHoursAdded: extraAdded } = events
const { calendarId, definition } = defined

type Case = readonly [readonly BusinessCalendarEvent[], BusinessCalendarCommand, BusinessCalendarRefusal]

const may = { date: '2025-05-01' as LocalDate, name: 'Labour Day' as Title }
const [existing = { date: '', from: '', to: '' }] = extraAdded.added
const early = { ...existing, from: '09:00', to: '10:01' }

const cases: readonly Case[] = [
  [[], commands.AddHolidays, { type: 'CalendarNotFound', calendarId }],
  [
    [defined],
    { ...commands.DefineCalendar, name: may.name },
    { type: 'CalendarAlreadyDefined', calendarId, version: defined.version },
  ],
  [[defined, retired], commands.AddHolidays, { type: 'CalendarAlreadyRetired', calendarId, retiredAt: retired.at }],
  [
    [defined, retired],
    { ...commands.RetireCalendar, reason: null },
    { type: 'CalendarAlreadyRetired', calendarId, retiredAt: retired.at },
  ],
  [
    [],
    { ...commands.DefineCalendar, holidayNames: [may, may] },
    { type: 'NamesWithoutHoliday', calendarId, dates: [may.date] },
  ],
  [
    [defined, extraAdded],
    { ...commands.AddExtraHours, extra: [{ ...existing, date: '2025-03-09' }, early] },
    { type: 'ExtraHoursClash', calendarId, clashes: [{ added: early, existing }] },
  ],
]

describe('a refusal', () => {
  it.each(cases)('%# names the fact that forbids', (history, command, refusal) => {
    given(...history)
      .when(command)
      .thenRefused(refusal)
  })
  it.each(cases)('%# is worded: which calendar, and what to do', (_history, _command, refusal) => {
    const words = wordsForRefusal(refusal)
    expect(words).toContain(calendarId)
    expect(words).toMatch(/^[A-Z].*[.] .*[.]$/)
    expect(words).not.toMatch(/undefined|null|\[object/)
  })
})

describe('hours with mistakes', () => {
  const bad = {
    timeZone: 'Mars/Olympus',
    weekly: { mon: [['22:00', '06:00']], tue: [['9', '17:00']] },
    holidays: ['2025-02-30'],
  } as const
  const mistaken = (command: BusinessCalendarCommand, ...history: readonly BusinessCalendarEvent[]) => {
    const { decide, evolve, initial } = businessCalendarDecider
    const verdict = decide(command, history.reduce(evolve, initial))
    const refusal = verdict._tag === 'Left' ? verdict.left : undefined
    return refusal?.type === 'BadWorkingHours' ? refusal : undefined
  }
  it.each([
    ['defined', [], { ...commands.DefineCalendar, definition: bad, holidayNames: [] }],
    ['revised', [defined], { ...commands.ReviseCalendar, definition: bad }],
  ] as const)('are refused when %s: all of them, each with its place', (_when, history, command) => {
    const refusal = mistaken(command, ...history)
    expect(refusal?.mistakes.map(({ type, pointer }) => [type, pointer])).toStrictEqual([
      ['UnknownTimeZone', '/timeZone'],
      ['BadInterval', '/weekly/mon/0'],
      ['BadTime', '/weekly/tue/0/0'],
      ['BadDate', '/holidays/0'],
    ])
    const words = refusal && wordsForRefusal(refusal)
    expect(words).toContain('mistakes (4)')
    expect(words).toContain('/weekly/mon/0: mon 22:00–06:00')
  })
  it('are refused when extra ones are added, with the places of the command', () => {
    const extra = [existing, { date: '2025-03-09', from: '14:00', to: '10:00' }]
    const refusal = mistaken({ ...commands.AddExtraHours, extra }, defined, extraAdded)
    expect(refusal?.mistakes.map(({ type, pointer }) => [type, pointer])).toStrictEqual([['BadInterval', '/extra/1']])
  })
  it('are refused when they never open', () => {
    const never = { ...definition, weekly: {} }
    const refusal = mistaken({ ...commands.DefineCalendar, definition: never })
    expect(refusal?.mistakes.map(({ type }) => type)).toStrictEqual(['CalendarNeverOpens'])
  })
})
