import { decodeStrictly, type CalendarId, type Instant, type PersonId, type Title } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { businessCalendarDecider } from './decide.ts'
import { businessCalendarExamples } from './examples.ts'
import { CalendarFile, commandsTowards, type CalendarNow } from './file-form.ts'
import type { BusinessCalendar } from './state.ts'

const asked = { by: 'ada' as PersonId, at: '2025-03-01T09:30:00.000Z' as Instant }
const { decide, evolve, initial } = businessCalendarDecider
const { commands } = businessCalendarExamples

const file: CalendarFile = {
  kind: 'business-calendar',
  id: 'berlin-office' as CalendarId,
  name: 'Berlin office' as Title,
  timeZone: 'Europe/Berlin',
  weekly: {
    mon: ['09:00-17:00'],
    tue: ['9:00 - 17:00'],
    wed: ['09:00–17:00'],
    thu: ['09:00-17:00'],
    fri: ['09:00-17:00'],
  },
  holidays: ['2025-12-25 Christmas Day'],
}

const now = (calendar: BusinessCalendar): CalendarNow | null => (calendar.status === 'Unknown' ? null : calendar)

/** The calendar after what a file asks. */
const applied = (wanted: CalendarFile, current: BusinessCalendar = initial): BusinessCalendar => {
  const steps = E.getOrElseW(() => [])(commandsTowards(now(current), wanted, asked))
  return steps.reduce(
    (calendar, command) => E.getOrElseW(() => [])(decide(command, calendar)).reduce(evolve, calendar),
    current,
  )
}

describe('a calendar file', () => {
  it('decodes strictly', () => {
    expect(decodeStrictly(CalendarFile, file)).toStrictEqual(E.right(file))
    expect(decodeStrictly(CalendarFile, { ...file, id: 'Berlin Office', weekly: { monday: [] } })).toMatchObject({
      left: [{ pointer: '/id' }, { pointer: '/weekly/monday' }],
    })
  })
  it('defines a calendar that is not there', () => {
    expect(commandsTowards(null, file, asked)).toStrictEqual(E.right([commands.DefineCalendar]))
  })
  it('asks nothing where the calendar says so already', () => {
    expect(commandsTowards(now(applied(file)), file, asked)).toStrictEqual(E.right([]))
  })
  it('revises a calendar that says something else, in one version', () => {
    const wanted = { ...file, holidays: ['2025-12-26', '2025-12-25 Christmas Day'], extra: ['2025-03-08 10:00-14:00'] }
    const steps = commandsTowards(now(applied(file)), wanted, asked)
    expect(steps).toMatchObject({ right: [{ type: 'ReviseCalendar' }] })
    const after = applied(wanted, applied(file))
    expect(after).toMatchObject({
      definition: {
        holidays: ['2025-12-25', '2025-12-26'],
        extra: [{ date: '2025-03-08', from: '10:00', to: '14:00' }],
      },
      holidayNames: [{ date: '2025-12-25', name: 'Christmas Day' }],
    })
    expect(commandsTowards(now(after), wanted, asked)).toStrictEqual(E.right([]))
  })
  it('retires a calendar, once', () => {
    const wanted = { ...file, retired: true }
    const [, ...retire] = E.getOrElseW(() => [])(commandsTowards(null, wanted, asked))
    expect(retire).toStrictEqual([{ type: 'RetireCalendar', calendarId: file.id, ...asked }])
    expect(commandsTowards(now(applied(wanted)), wanted, asked)).toStrictEqual(E.right([]))
  })
  it.each([
    ['/retired', file],
    ['', { ...file, retired: true, name: 'Another' as Title }],
  ])('cannot change a calendar that is retired (%j)', (pointer, wanted) => {
    const retired = now(applied({ ...file, retired: true }))
    expect(commandsTowards(retired, wanted, asked)).toMatchObject({ left: [{ pointer }] })
  })
  it('has all its mistakes named, each with its place in the file', () => {
    const wanted = {
      ...file,
      timeZone: 'Mars/Olympus',
      weekly: { mon: ['nine to five', '22:00-06:00'], tue: ['09:00-25:00'] },
      holidays: ['2025-12-25', '2025-02-30 Nothing', `2025-12-26 ${'x'.repeat(201)}`],
      extra: ['2025-03-08', '2025-03-09 14:00-10:00', '2025-13-01 10:00-14:00'],
    }
    const mistakes = commandsTowards(null, wanted, asked)
    const pointers = E.isLeft(mistakes) ? mistakes.left.map(({ pointer }) => pointer) : []
    expect(pointers.sort()).toStrictEqual([
      '/extra/0',
      '/extra/1',
      '/extra/2',
      '/holidays/1',
      '/holidays/2',
      '/timeZone',
      '/weekly/mon/0',
      '/weekly/mon/1',
      '/weekly/tue/0',
    ])
  })
  it('that never opens says so, unless its hours cannot be read', () => {
    const never = commandsTowards(null, { ...file, weekly: {} }, asked)
    expect(never).toMatchObject({ left: [{ pointer: '', message: expect.stringContaining('never open') as string }] })
    const unread = commandsTowards(null, { ...file, weekly: { mon: ['9 to 5'] } }, asked)
    expect(unread).toMatchObject({ left: [{ pointer: '/weekly/mon/0' }] })
  })
})
