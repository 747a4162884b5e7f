import { laws, type Words } from '@deskledger/testing'
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { businessCalendarCommands } from './commands.ts'
import { businessCalendarEvents } from './events.ts'
import { definitions, extraHours, localDates } from './hours.spec.kit.ts'
import { businessCalendarPractice } from './practice.ts'

/** The codec of a message whose values come from `words`, by the message's name: random hours never open. */
const worded = (codec: t.Mixed): t.Mixed =>
  t.brand(codec, (value: unknown): value is t.Branded<object, Record<string, symbol>> => codec.is(value), codec.name)
const allWorded = <Type extends string>(codecs: Readonly<Record<Type, t.Mixed>>) =>
  Object.fromEntries(Object.entries<t.Mixed>(codecs).map(([type, codec]) => [type, worded(codec)])) as Readonly<
    Record<Type, t.Mixed>
  >

const names = fc.constantFrom('Christmas', 'New Year')
const holiday = fc.record({ date: localDates, name: names }, { noNullPrototype: true })
const holidays = fc.array(holiday, { maxLength: 3 })
const version = fc.integer({ min: 1, max: 4 })
const reason = fc.constantFrom(null, 'moved')

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>
const said: Fields = {
  calendarId: fc.constant('berlin-office'),
  by: fc.constantFrom('ada', 'bob'),
  at: fc.constantFrom('2025-03-01T09:30:00.000Z', '2025-03-02T09:30:00.000Z'),
}
/** A message of what it must say, and what it may say. */
const message = (type: string, must: Fields, may: Fields = {}): fc.Arbitrary<unknown> => {
  const fields: Fields = { type: fc.constant(type), ...said, ...must }
  return fc.record({ ...fields, ...may }, { requiredKeys: Object.keys(fields), noNullPrototype: true })
}
const made = { version, name: names, definition: definitions, holidayNames: holidays }

const words: Words = {
  DefineCalendar: message('DefineCalendar', { name: names, definition: definitions }, { holidayNames: holidays }),
  ReviseCalendar: message('ReviseCalendar', {}, { name: names, definition: definitions, holidayNames: holidays }),
  AddHolidays: message('AddHolidays', { holidays }),
  RemoveHolidays: message('RemoveHolidays', { dates: fc.array(localDates, { maxLength: 3 }) }),
  AddExtraHours: message('AddExtraHours', { extra: fc.array(extraHours, { maxLength: 3 }) }),
  RetireCalendar: message('RetireCalendar', {}, { reason }),
  CalendarDefined: message('CalendarDefined', made),
  CalendarRevised: message('CalendarRevised', made),
  HolidaysAdded: message('HolidaysAdded', { ...made, added: holidays }),
  HolidaysRemoved: message('HolidaysRemoved', { ...made, removed: fc.array(localDates, { maxLength: 3 }) }),
  ExtraHoursAdded: message('ExtraHoursAdded', { ...made, added: fc.array(extraHours, { maxLength: 3 }) }),
  CalendarRetired: message('CalendarRetired', { version, reason }),
}

const { decider, schemaVersions, upcast } = businessCalendarPractice
const [commands, events] = [allWorded(businessCalendarCommands), allWorded(businessCalendarEvents)]

laws({ decider, schemaVersions, upcast, commands, events }, { first: ['DefineCalendar'], words, runs: 200 })
