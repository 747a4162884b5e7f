import { Body, CalendarId, Count, Instant, PersonId, Title } from '@deskledger/kernel'
import { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import * as t from 'io-ts'
import { ExtraHours, Holiday, LocalDate, orNull } from './words.ts'

const event = <Type extends string, Fields extends t.Props>(type: Type, fields: Fields) =>
  t.strict({ type: t.literal(type), calendarId: CalendarId, by: PersonId, at: Instant, ...fields }, type)

/** The codec of an event that makes a version: it pins all of it, so that who holds the event needs no other. */
const version = <Type extends string, Fields extends t.Props>(type: Type, fields: Fields) =>
  event(type, {
    version: Count,
    name: Title,
    definition: WorkingHoursDefinition,
    holidayNames: t.readonlyArray(Holiday),
    ...fields,
  })

/** Version 1. The definition is in order: the same hours have the same canonical JSON. */
export const CalendarDefined = version('CalendarDefined', {})
export type CalendarDefined = t.TypeOf<typeof CalendarDefined>

/** A new version: name, hours or names of holidays differ. */
export const CalendarRevised = version('CalendarRevised', {})
export type CalendarRevised = t.TypeOf<typeof CalendarRevised>

/** A new version with holidays, or names of them, that the one before did not have. */
export const HolidaysAdded = version('HolidaysAdded', { added: t.readonlyArray(Holiday) })
export type HolidaysAdded = t.TypeOf<typeof HolidaysAdded>

/** A new version without holidays that the one before had. */
export const HolidaysRemoved = version('HolidaysRemoved', { removed: t.readonlyArray(LocalDate) })
export type HolidaysRemoved = t.TypeOf<typeof HolidaysRemoved>

/** A new version with hours on single dates that the one before did not have. */
export const ExtraHoursAdded = version('ExtraHoursAdded', { added: t.readonlyArray(ExtraHours) })
export type ExtraHoursAdded = t.TypeOf<typeof ExtraHoursAdded>

/** Retired: final. `version` is the last one. */
export const CalendarRetired = event('CalendarRetired', { version: Count, reason: orNull(Body) })
export type CalendarRetired = t.TypeOf<typeof CalendarRetired>

/** Events that make a version. */
export const versionEvents = { CalendarDefined, CalendarRevised, HolidaysAdded, HolidaysRemoved, ExtraHoursAdded }
export type VersionEvent = t.TypeOf<(typeof versionEvents)[keyof typeof versionEvents]>

/** All that can have happened to a business calendar, by type. The stored format: add, never edit. */
export const businessCalendarEvents = { ...versionEvents, CalendarRetired }
export type BusinessCalendarEvent = VersionEvent | CalendarRetired
