import type { Count, Title } from '@deskledger/kernel'
import { specify } from '@deskledger/testing'
import type { BusinessCalendarCommand } from './commands.ts'
import { businessCalendarDecider } from './decide.ts'
import { businessCalendarExamples } from './examples.ts'
import type { Holiday, LocalDate } from './words.ts'

const { given } = specify(businessCalendarDecider)
const { commands, events } = businessCalendarExamples
const { CalendarDefined: defined, HolidaysAdded: added, HolidaysRemoved: removed } = events
const { definition } = defined

const does = [
  ['ReviseCalendar', events.CalendarRevised],
  ['AddHolidays', added],
  ['RemoveHolidays', removed],
  ['AddExtraHours', events.ExtraHoursAdded],
  ['RetireCalendar', events.CalendarRetired],
] as const

describe('a command', () => {
  it('defines version 1', () => {
    given().when(commands.DefineCalendar).then(defined)
    given(defined).when(commands.DefineCalendar).thenNothing()
  })
  it.each(does)('%s does what it says', (type, event) => {
    given(defined).when(commands[type]).then(event)
  })
  it.each(does)('%s again adds nothing', (type, event) => {
    given(defined, event).when(commands[type]).thenNothing()
  })
  it('is specified for every type', () => {
    expect([...does.map(([type]) => type), 'DefineCalendar'].sort()).toStrictEqual(Object.keys(commands).sort())
  })
})

describe('a version', () => {
  it('is numbered after the one before, whatever made that', () => {
    const third = { ...removed, version: 3 as Count, definition: { ...definition, holidays: ['2025-10-03'] } }
    given(defined, added)
      .when(commands.RemoveHolidays)
      .then({ ...third, holidayNames: added.added })
  })
  it('is not made by the same content in another order', () => {
    const holidays = ['2025-12-25', '2025-10-03', '2025-12-25']
    const holidayNames = [...added.holidayNames].reverse()
    given(defined, added)
      .when({ ...commands.ReviseCalendar, definition: { ...definition, holidays }, holidayNames })
      .thenNothing()
  })
  it('is made by another name alone', () => {
    const name = 'Berlin' as Title
    const { type, calendarId, by, at } = commands.ReviseCalendar
    given(defined)
      .when({ type, calendarId, by, at, name })
      .then({ ...events.CalendarRevised, name, definition })
  })
  it('keeps the names of holidays that a revision leaves', () => {
    given(defined, added)
      .when({ ...commands.ReviseCalendar, definition })
      .then({ ...events.CalendarRevised, version: 3 as Count, definition })
  })
})

describe('holidays', () => {
  const also: Holiday = { date: '2025-12-25' as LocalDate, name: 'Weihnachten' as Title }
  it('may have several names', () => {
    const [christmas] = defined.holidayNames
    given(defined)
      .when({ ...commands.AddHolidays, holidays: [also, ...defined.holidayNames] })
      .then({ ...added, definition, holidayNames: [christmas, also].flatMap((one) => one ?? []), added: [also] })
  })
  it.each<BusinessCalendarCommand>([
    { ...commands.AddHolidays, holidays: [] },
    { ...commands.RemoveHolidays, dates: ['2025-05-01' as LocalDate] },
    { ...commands.AddExtraHours, extra: [] },
  ])('%# that change nothing make no version', (command) => {
    given(defined).when(command).thenNothing()
  })
})

describe('extra hours', () => {
  const { extra } = commands.AddExtraHours
  it('may begin where others end', () => {
    const after = { date: '2025-03-08', from: '14:00', to: '16:00' }
    const version = { ...events.ExtraHoursAdded, version: 3 as Count, added: [after] }
    given(defined, events.ExtraHoursAdded)
      .when({ ...commands.AddExtraHours, extra: [after] })
      .then({ ...version, definition: { ...definition, extra: [...extra, after] } })
  })
  it('that are there already are not added again beside new ones', () => {
    const sunday = { date: '2025-03-09', from: '10:00', to: '14:00' }
    given(defined, events.ExtraHoursAdded)
      .when({ ...commands.AddExtraHours, extra: [sunday, ...extra] })
      .then({
        ...events.ExtraHoursAdded,
        version: 3 as Count,
        definition: { ...definition, extra: [...extra, sunday] },
        added: [sunday],
      })
  })
})
