import type * as t from 'io-ts'
import { jsonSchema, type Descriptions, type Schema, type SchemaWords } from '@deskledger/importing'
import { AgreementFile } from '@deskledger/practices/agreement'
import { CalendarDocument } from './forms/forms.ts'

/** One trimmed line that can be printed. */
const lineUpTo = (most: number): Schema => ({
  type: 'string',
  minLength: 1,
  maxLength: most,
  pattern: '^(?!\\s)[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]+(?<!\\s)$',
})

const words: SchemaWords = {
  Title: lineUpTo(200),
  PersonId: lineUpTo(200),
  GroupId: lineUpTo(200),
  ReferenceId: lineUpTo(200),
  AgreementId: lineUpTo(100),
  CalendarId: { type: 'string', maxLength: 100, pattern: '^[a-z\\d]+(?:-[a-z\\d]+)*$' },
  Body: {
    type: 'string',
    minLength: 1,
    maxLength: 65_536,
    pattern: '^(?!\\s)(?:[^\\p{Cc}\\p{Cs}]|[\\n\\r\\t])+(?<!\\s)$',
  },
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** What each member of a calendar means, by its path. */
export const calendarDescriptions: Descriptions = {
  kind: 'what this document is',
  id: 'by which agreements name it: lower-case words joined by hyphens; never change it',
  name: 'what people call it',
  timeZone: 'a name of the IANA database, such as Europe/Berlin',
  weekly: 'working hours by the day of the week; a day left out is closed',
  ...Object.fromEntries(
    days.map((day) => [
      `weekly.${day}`,
      'such as "09:00-17:00", several of a day in a list; an end may be 24:00; work over midnight is two days\' work',
    ]),
  ),
  holidays: 'local dates without the hours of the week, with or without a name: "2025-12-25 Christmas Day"',
  holidaysFrom: 'holidays that iCalendar files have: their events of whole days',
  'holidaysFrom[].file': 'its path, relative to this file',
  'holidaysFrom[].from': 'the first year, or local date, to take',
  'holidaysFrom[].to': 'the last year, or local date, to take',
  extra: 'hours of single dates, on top of what they have: "2025-03-08 10:00-14:00"',
  retired: 'true: it is not to be used any more; this is final',
}

/** What each member of an agreement means, by its path. */
export const agreementDescriptions: Descriptions = {
  kind: 'what this document is',
  id: 'the number or name that it goes by; never change it',
  type: 'SLA: with a customer; OLA: inside the organisation; UC: with a supplier',
  name: 'what people call it',
  provider: 'who promises; may be left out',
  customer: 'to whom; left out: to all',
  calendar: 'the business calendar of all targets that name none',
  warnAt: 'percentages, 1 to 99, of all targets that say nothing: people are warned then',
  targets: 'what is promised; of several that fit a ticket the most specific one holds',
  'targets[].ticket': 'for which kind of ticket; left out: any',
  'targets[].priority': 'for which priority, or list of them; left out: any',
  'targets[].service': 'for which service; left out: any',
  'targets[].customer': 'for which customer, where the agreement names none; left out: any',
  'targets[].respond':
    'until somebody takes it up: working time as "30m", "8h", "1h 30m", or working days as "5d", "5d end of day"',
  'targets[].resolve': 'until it is solved; written like respond',
  'targets[].fulfil': 'until a request is fulfilled; written like respond',
  'targets[].available': 'how much of the time of the calendar: "99.9% per month" (week, month, quarter or year)',
  'targets[].calendar': 'the business calendar that this counts in',
  'targets[].warnAt': 'percentages of this target, 1 to 99: people are warned then',
  pauses: 'for which reasons of waiting a clock stands still; left out: AwaitingCaller and AwaitingVendor, for resolve',
  'pauses.respond': 'reasons for the clock of the first answer',
  'pauses.resolve': 'reasons for the clock of the solution',
  'pauses.fulfil': 'reasons for the clock of a request',
  retarget: 'when another target fits a running ticket: counted from its origin (default), from now, or kept as it is',
  escalations: 'what happens at a percentage of a target; its end is at 100',
  'escalations[].at': 'a percentage, 1 to 1000: 80 or "80%"',
  'escalations[].target': 'of which target; left out: any',
  'escalations[].group': 'the team that it goes to',
  'escalations[].level': 'how many levels up, 1 to 20; needs to',
  'escalations[].to': 'the person of that level',
  'escalations[].tell': 'people who are told',
  penalties: 'what breaches cost',
  'penalties[].name': 'what people call it',
  'penalties[].amount': 'such as "12.50 EUR"',
  'penalties[].type': 'penalty (default): it is paid; credit: it is taken off the charges',
  'penalties[].per': 'for each breach (default), or once in a period',
  'penalties[].period': 'how long breaches are counted together; default: month',
  'penalties[].target': 'of which target; left out: any',
  'penalties[].priority': 'of tickets of which priority; left out: any',
  'penalties[].beyond': 'so many in a period cost nothing; default: 0',
  'penalties[].most': 'what one period costs at most, in the same currency',
  underpinnedBy: 'the OLAs and UCs that it rests on',
  agreed: 'who has signed for each side; without it the terms are only on the table',
  'agreed.provider': 'the person who signed for the provider',
  'agreed.customer': 'the person who signed for the customer',
  inForce: 'when it is in force; needs the signatures of both sides',
  'inForce.from': 'the first local date, or an instant such as 2025-04-01T00:00:00.000Z',
  'inForce.until': 'the last local date, included; or an instant, not included; left out: until further notice',
  'inForce.timeZone': 'of the local dates; default: UTC',
  terminated: 'why it was ended before its time; this is final',
}

const ID = 'https://deskledger.dev/schemas/service-levels.schema.json'

/** A schema inside another: which dialect it is, and its id, are said once, outside. */
const part = (codec: t.Mixed, title: string, descriptions: Descriptions): Schema =>
  Object.fromEntries(
    Object.entries(jsonSchema(codec, { id: ID, title, descriptions, words })).filter(([name]) => !name.startsWith('$')),
  )

/**
 * The JSON Schema of one document of a file: an agreement or a business calendar. It says what the forms say; what their texts
 * mean, and whether the rules allow it, is seen when they are applied.
 * @source  JSON Schema 2020-12
 */
export const serviceLevelsSchema = (): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: ID,
  title: 'Deskledger agreement or business calendar',
  oneOf: [
    part(AgreementFile, 'Agreement', agreementDescriptions),
    part(CalendarDocument, 'Business calendar', calendarDescriptions),
  ],
})
